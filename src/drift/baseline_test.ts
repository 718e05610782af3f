import { assertEquals, assertThrows } from "@std/assert";
import { measured } from "./_measured_testing.ts";
import {
  type Baseline,
  BaselineError,
  baselineFile,
  parseBaseline,
  renderBaseline,
  secondsByCell,
} from "./baseline.ts";

const baseline: Baseline = {
  schema: 1,
  journal: "0".repeat(64),
  ...measured([
    { values: { q: [1 / 3, 1e-300, Infinity], other: [1, 2, 3] }, arrays: { curve: "ab" } },
    { name: "control:x", values: { q: [NaN, NaN] }, firstSeed: 8 },
  ]),
};

Deno.test("a baseline is read back as it was written, a line for every arm and part", () => {
  const text = renderBaseline(baseline);
  assertEquals(parseBaseline(text), baseline);
  assertEquals(text.trimEnd().split("\n").length, 1 + 2 * 2 + 1);
  assertEquals(baselineFile(baseline), "smoke-procedural.json");
});

Deno.test("what is no baseline, or one of a newer program, is refused by name", () => {
  const refused = (text: string, sentence: string) =>
    assertThrows(() => parseBaseline(text), BaselineError, sentence);
  refused("{", "it is not JSON");
  refused("[]", "it is not a baseline of Taskproof");
  refused(renderBaseline(baseline).replace('"schema":1', '"schema":2'), "it has schema 2");
  refused(renderBaseline(baseline).replace('"part":"p"', '"part":7'), "it is not a baseline");
  refused(renderBaseline(baseline).replace("[1,2,3]", "[1]"), "a part has not a value a seed");
});

Deno.test("seconds are known by the cell's key", () => {
  const seconds = secondsByCell(baseline);
  assertEquals([...seconds.keys()].filter((key) => key.includes("control")), [
    "c/r/control:x/p/8",
    "c/r/control:x/p/9",
  ]);
  assertEquals(seconds.get("c/r/main/p/2"), 1);
});
