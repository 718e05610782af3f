import { assertEquals, assertThrows } from "@std/assert";
import type { Claim } from "../lab/mod.ts";
import { resumeCommand } from "./closing.ts";
import { oneOf, parseOptions, positiveNumber, seedBlock } from "./options.ts";
import { selectClaims } from "./select.ts";
import { unknown, UsageError } from "./usage.ts";

const NAMES = { valued: ["seeds", "out"], flags: ["fresh"] };

const CLAIMS = [["P1.1", "first-epoch"], ["P1.2", "gradient"], ["P2.1", "disentangled"]]
  .map(([alias, id]) => ({ spec: { alias, id } })) as unknown as readonly Claim[];

Deno.test("few valid values are all named, of many the near ones, if there are any", () => {
  const few = unknown("suite", { word: "reel", valid: ["procedural", "real"] });
  assertEquals(few.message, "Unknown suite 'reel': use real or procedural.");
  const valid = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta"];
  const many = unknown("letter", { word: "bta", valid });
  assertEquals(many.message, "Unknown letter 'bta': did you mean beta?");
  assertEquals(unknown("letter", { word: "eps", valid }).message.includes("epsilon"), true);
  const far = unknown("letter", { word: "omicron", valid, see: "the alphabet" });
  assertEquals(far.message, "Unknown letter 'omicron': see the alphabet.");
});

Deno.test("options are read in both spellings, and positional words stay text", () => {
  const options = parseOptions(["P1.1", "--seeds=3", "1", "--out", "a b", "--fresh"], NAMES);
  assertEquals(options.positional, ["P1.1", "1"]);
  assertEquals([options.value("seeds"), options.value("out")], ["3", "a b"]);
  assertEquals(options.flag("fresh"), true);
  assertEquals(positiveNumber(options, "seeds"), 3);
});

Deno.test("numbers and choices are checked", () => {
  for (const text of ["0", "1.5", "1e2", "0x10", "99999999999999999999", "-1"]) {
    for (const args of [[`--seeds=${text}`], ["--seeds", text]]) {
      const options = parseOptions(args, NAMES);
      const sentence = `'${text}': it must be a positive whole number.`;
      assertThrows(() => positiveNumber(options, "seeds"), UsageError, sentence);
    }
  }
  const options = parseOptions([], NAMES);
  assertEquals(oneOf(options, { name: "out", valid: ["a", "b"], otherwise: "b" }), "b");
});

Deno.test("seeds are a number of them, or a block", () => {
  const block = (text: string) => seedBlock(parseOptions(["--seeds", text], NAMES));
  assertEquals(seedBlock(parseOptions([], NAMES)), {});
  assertEquals(block("3"), { seeds: 3 });
  assertEquals(block("8-15"), { seeds: 8, firstSeed: 8 });
  assertEquals(block("0-2"), block("3"));
  assertEquals(block("4-4"), { seeds: 1, firstSeed: 4 });
  assertThrows(() => block("5-4"), UsageError, "'5-4': the block must end after it begins.");
  assertThrows(() => block("1-2-3"), UsageError, "must be a positive whole number");
});

Deno.test("claims are found by id, alias and glob, in the program's order, once", () => {
  const ids = (...names: string[]) => selectClaims(CLAIMS, names).map(({ spec }) => spec.id);
  assertEquals(ids(), ["first-epoch", "gradient", "disentangled"]);
  assertEquals(ids("gradient", "p1.1", "P1.?"), ["first-epoch", "gradient"]);
  assertEquals(ids("*e*"), ["first-epoch", "gradient", "disentangled"]);
  assertThrows(() => ids("P1x1"), UsageError, "use P1.1, ");
  assertThrows(() => ids("first"), UsageError, "use first-epoch, ");
  assertThrows(() => ids("P1.1,P1.2"), UsageError, "'P1.1,P1.2': separate claims by spaces.");
});

Deno.test("the resuming command names the folder and can be pasted into a shell", () => {
  const command = resumeCommand(["P1.*", "--fresh", "--seeds", "3"], "reports/x");
  assertEquals(command, "deno task verify 'P1.*' --seeds 3 --out reports/x");
  assertEquals(resumeCommand(["--out=it's"], "it's"), "deno task verify '--out=it'\\''s'");
});
