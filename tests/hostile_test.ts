import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { readSealed } from "../src/lab/chain.ts";
import { JournalError } from "../src/lab/mod.ts";
import { auditFolder } from "../src/cli/audit_folder.ts";
import { readReportFolder } from "../src/cli/journal.ts";
import type { Program } from "../src/cli/program.ts";
import { reportCommand } from "../src/cli/report.ts";
import { UsageError } from "../src/cli/usage.ts";
import { claims } from "./fixture/claims/mod.ts";
import { runProgram, temporaryFolder } from "./fixture/program.ts";
import { CORPUS } from "./hostile/corpus.ts";
import { reseal } from "./hostile/reseal.ts";

const ARGS = ["verify", "good-*", "bad-differing", "--profile", "smoke", "--out", "out"];
const program = {
  claims,
  root: new URL("./fixture/", import.meta.url).pathname,
} as unknown as Program;

/**
 * Seconds within which an audit, and a report, of anything here must be over: two on a machine of
 * one's own, five times that where others work too.
 */
const LIMIT = 10;

/** What an audit of a folder ends with; whatever else is thrown fails the test. */
async function audited(dir: string): Promise<"agrees" | "fault" | "unreadable"> {
  try {
    const content = readReportFolder(dir, { what: "audit" });
    if (content instanceof JournalError) return "fault";
    const { faults } = await auditFolder(dir, { content, program });
    return faults.length > 0 ? "fault" : "agrees";
  } catch (error) {
    if (error instanceof UsageError) return "unreadable";
    throw error;
  }
}

/** The status of `report`, with a copy of the reports beside the folder. */
async function reported(dir: string): Promise<number> {
  try {
    return await reportCommand([dir, "--out", `${dir}-again`, "--quiet"], program);
  } catch (error) {
    if (error instanceof UsageError) return 2;
    throw error;
  }
}

async function honestFolder(path: string): Promise<readonly string[]> {
  const { code } = await runProgram(ARGS, { cwd: path });
  assertEquals(code, 1, "one claim differs, and nothing else is wrong");
  return readSealed(Deno.readFileSync(`${path}/out/events.jsonl`), (body) => body).lines;
}

/** Copies an honest folder into one of its own. */
function copyInto(path: string, from: string): string {
  const copy = `${path}/copy`;
  Deno.mkdirSync(copy);
  for (const { name } of Deno.readDirSync(`${from}/out`)) {
    Deno.copyFileSync(`${from}/out/${name}`, `${copy}/${name}`);
  }
  return copy;
}

/** Does something, which must not take longer than anything here may. */
async function soon<T>(act: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await act();
  assertLess((performance.now() - started) / 1000, LIMIT);
  return result;
}

Deno.test("hostile folders are faults or cannot be read, soon, and leave nothing outside", async (t) => {
  using folder = temporaryFolder();
  const bodies = await honestFolder(folder.path);
  assertEquals(await audited(`${folder.path}/out`), "agrees");
  for (const { name, expected, change } of CORPUS) {
    await t.step(name, async () => {
      using place = temporaryFolder();
      const copy = copyInto(place.path, folder.path);
      await change(copy, bodies);
      assertEquals(await soon(() => audited(copy)), expected);
      const status = await soon(() => reported(copy));
      const names = [...Deno.readDirSync(place.path)].map((entry) => entry.name).sort();
      assertEquals(names, status === 2 ? ["copy"] : ["copy", "copy-again"]);
    });
  }
});

/** Values that a forger may put anywhere. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    "",
    "NaN",
    "__proto__",
    [],
    {},
    "main",
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One forgery: of which line, where in it (a path of picks), and what is put there; or a line moved. */
const forgery = fc.record({
  line: fc.nat(),
  picks: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
  value: anything,
  how: fc.constantFrom("replace", "remove", "double", "drop-line", "double-line", "swap-lines"),
});

function forge(
  bodies: readonly string[],
  { line, picks, value, how }: typeof forgery extends fc.Arbitrary<infer T> ? T : never,
): readonly string[] {
  const at = line % bodies.length;
  if (how === "drop-line") return bodies.toSpliced(at, 1);
  if (how === "double-line") return bodies.toSpliced(at, 0, bodies[at]!);
  if (how === "swap-lines") {
    const next = (at + 1) % bodies.length;
    return bodies.with(at, bodies[next]!).with(next, bodies[at]!);
  }
  const event = JSON.parse(bodies[at]!);
  let place = event;
  for (const [depth, pick] of picks.entries()) {
    const keys = Object.keys(place);
    const key = keys[pick % keys.length]!;
    const inner = place[key];
    const last = depth === picks.length - 1;
    if (!last && typeof inner === "object" && Object.keys(inner).length > 0) {
      place = inner;
      continue;
    }
    if (how === "replace") place[key] = value;
    else if (how === "double") place[`${key}s`] = inner;
    else delete place[key];
    break;
  }
  return bodies.with(at, JSON.stringify(event));
}

Deno.test("whatever is forged and sealed anew, audit and report end, and never throw", async () => {
  using folder = temporaryFolder();
  const bodies = await honestFolder(folder.path);
  const copy = copyInto(folder.path, folder.path);
  const honest = Deno.readTextFileSync(`${copy}/events.jsonl`);
  let faults = 0;
  await fc.assert(
    fc.asyncProperty(forgery, async (one) => {
      const text = reseal(forge(bodies, one));
      Deno.writeTextFileSync(`${copy}/events.jsonl`, text);
      const outcome = await audited(copy);
      if (outcome === "fault") faults++;
      await reported(copy);
      return outcome !== "agrees" || text === honest;
    }),
    { numRuns: 200 },
  );
  assert(faults > 150, `${faults} of 200 forgeries are faults of the report`);
});

/** What the program says of a folder that was changed in the way of the corpus that has this name. */
async function saidOf(name: string): Promise<readonly { stdout: string; both: string }[]> {
  using folder = temporaryFolder();
  const bodies = await honestFolder(folder.path);
  const copy = copyInto(folder.path, folder.path);
  await CORPUS.find((own) => own.name.startsWith(name))!.change(copy, bodies);
  const said = [];
  for (const args of [["audit", "copy"], ["report", "copy"], ["report", "copy", "--json"]]) {
    const { stdout, stderr } = await runProgram(args, { cwd: folder.path });
    said.push({ stdout, both: stdout + stderr });
  }
  return said;
}

Deno.test("no string of a report acts on the terminal, or passes for a line of ours", async () => {
  for (const { stdout, both } of await saidOf("markup")) {
    // deno-lint-ignore no-control-regex
    assertEquals(both.match(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202e]/g), null);
    assertStringIncludes(stdout, "\\u001b[2J");
  }
});

Deno.test("no string of a report is a command to the runner of GitHub Actions", async () => {
  for (const { stdout, both } of await saidOf("workflow commands")) {
    assertEquals(both.match(/^\s*::|##\[/m), null);
    assertStringIncludes(stdout, "#\\u0023[error]");
  }
});
