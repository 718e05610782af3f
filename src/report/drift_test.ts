import { assertEquals, assertStringIncludes } from "@std/assert";
import type { DriftFinding } from "../drift/mod.ts";
import { findingText } from "./drift.ts";
import { driftLines, failingLines } from "./drift_lines.ts";
import type { Finding, Report } from "./schema.ts";

const place = { claim: "c", reading: "r", arm: "main" };
const value: DriftFinding = {
  of: "value",
  label: "regression",
  ...place,
  part: "p",
  quantity: "gain",
  unit: "points",
  was: 4,
  is: 6.54321,
  interval: { lower: 3.5, upper: 4.5 },
  seeds: { was: 8, is: 10 },
  again: 6.5,
};

const TEXTS: readonly (readonly [DriftFinding, string])[] = [
  [
    value,
    "gain of p is 6.543 points over 10 seeds, where the baseline's 4 over 8 seeds predicts " +
    "3.500 … 4.500, and 6.500 measured again; " +
    "if it is to stay so: deno task baseline DIR --yes",
  ],
  [
    { ...value, label: "suspicious", past: { had: 2, of: 3, since: "0123456789abcdef" } },
    "gain of p is 6.543 points over 10 seeds, where the baseline's 4 over 8 seeds predicts " +
    "3.500 … 4.500, and 6.500 measured again; so it was in 2 of the last 3 runs; " +
    "since commit 0123456789ab",
  ],
  [
    {
      ...value,
      seeds: { was: 1, is: 1 },
      interval: { lower: 4 - 4e-12, upper: 4 + 4e-12 },
      past: { had: 0, of: 3 },
    },
    "gain of p is 6.543 points, where the baseline's 4 predicts just that, and 6.500 measured " +
    "again; not so in any of the last 3 runs; if it is to stay so: deno task baseline DIR --yes",
  ],
  [
    { of: "verdict", label: "improved", ...place, was: "refuted", is: "supported" },
    "the verdict is supported where refuted is registered; " +
    "if it is to stay so: deno task register DIR --yes",
  ],
  [
    {
      of: "verdict",
      label: "regression",
      ...place,
      was: "supported",
      is: "inconclusive:no-power",
      again: "refuted",
      past: { had: 0, of: 0, flips: 2 },
    },
    "the verdict is inconclusive:no-power where supported is registered, and refuted measured " +
    "again; flaky: 2 earlier runs of the same code came to another verdict",
  ],
  [
    {
      of: "bound",
      label: "bound-changed",
      ...place,
      was: { kind: "one-sided", quantity: "q", unit: "1", side: "above", bound: 1 },
      is: { kind: "one-sided", quantity: "q", unit: "1", side: "above", bound: 2 },
    },
    "the bound was mean q above 1 and is mean q above 2",
  ],
  [
    {
      of: "gone",
      label: "insufficient-data",
      ...place,
      part: "p",
      quantity: "gain",
      unit: "1",
      count: 3,
    },
    "gain of p and 2 more are in the baseline and not measured here",
  ],
  [
    {
      of: "gone",
      label: "regression",
      ...place,
      part: "p",
      quantity: "gain",
      unit: "1",
      count: 1,
    },
    "gain of p is in the baseline and not measured here; " +
    "if it is to stay so: deno task baseline DIR --yes",
  ],
];

Deno.test("a finding is one sentence, with the command that accepts it", () => {
  for (const [finding, text] of TEXTS) assertEquals(findingText(finding), text);
});

Deno.test("the terminal shows the worst first, and no more than twenty", () => {
  const finding = (label: Finding["label"]): Finding => ({
    label,
    ...place,
    was: 1,
    is: 2,
    text: `it is ${label}`,
  });
  const suspicious = Array.from({ length: 30 }, () => finding("suspicious"));
  const report = {
    claims: [{ id: "c", alias: "C1" }],
    drift: {
      baseline: { commit: "0123456789abcdef", recorded: "", device: "" },
      bitwise: false,
      differs: ["code", "seeds"],
      compared: 100,
      equal: 60,
      changed: [{ claim: "c", count: 3 }],
      added: 2,
      findings: [...suspicious, finding("regression")],
    },
  } as unknown as Report;
  const lines = driftLines(report, 1000);
  assertEquals(
    lines[1],
    "compared with the baseline of commit 0123456789ab (other code, seeds) · 60 of 100 quantities " +
      "equal to the bit · changed on the same seeds: C1 3 · 2 are new · 1 regression, 30 suspicious",
  );
  assertEquals(lines[2], "  regression: C1 r: it is regression");
  assertEquals([lines.length, lines.at(-1)], [23, "  and 11 more: see report.json"]);
  assertEquals(failingLines(report), ["regression: C1 r: it is regression"]);
  const nothing = { ...report.drift!, compared: 0, equal: 0, changed: [], findings: [] };
  assertStringIncludes(driftLines({ ...report, drift: nothing }, 1000)[1]!, "nothing was compared");
  const { drift: _, ...without } = report;
  assertEquals([driftLines(without as Report, 80), failingLines(without as Report)], [[], []]);
  assertStringIncludes(driftLines(report, 60).join("\n"), "\n  regression: ");
});
