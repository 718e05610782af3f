import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import type { ClaimSpec } from "../claim/mod.ts";
import type { Event, FactEvent } from "./events.ts";
import { judgeRecord } from "./judge_record.ts";
import { measuredOf } from "./measured.ts";
import { planEvent } from "./plan_event.ts";
import { foldEvents } from "./record.ts";

const protocols = { smoke: [{ id: "p", settings: {} }], default: [], nightly: [] };
const SPEC: ClaimSpec = {
  id: "claim",
  alias: "C1",
  version: 1,
  title: "",
  statement: "",
  place: "",
  quantity: { name: "q", unit: "1", shape: "scalar" },
  readings: [{
    id: "stated",
    statement: "",
    arithmetic: "float64",
    criterion: { kind: "every-trial", quantity: "q", unit: "1", atMost: 1 },
    protocols,
  }],
  controls: [{
    id: "broken",
    kind: "negative",
    why: "",
    readings: ["stated"],
    registered: ["refuted"],
    weak: [{ suites: ["procedural"], profiles: ["smoke"], reason: "", date: "2026-01-01" }],
    protocols,
  }],
  ledger: [],
  registered: [{
    reading: "stated",
    suites: ["procedural"],
    profiles: ["smoke"],
    verdict: "supported",
    reason: "",
    date: "2026-01-01",
  }],
  seeds: { smoke: 2, default: 2, nightly: 2 },
};
const STARTED = "2026-01-01T00:00:00.000Z";

/** Facts of each cell by its seed; the last one fails. */
function record(facts: (seed: number) => Pick<FactEvent, "name" | "value" | "repeatable">[]) {
  const plan = planEvent([SPEC], {
    profile: "smoke",
    suite: "procedural",
    sources: [{ name: "a", digest: "1" }],
  });
  const events: Event[] = [{
    type: "run",
    schema: 2,
    started: STARTED,
    command: [],
    code: { hash: "0".repeat(64), commit: "unknown", dirty: "unknown" },
    versions: { v8: "1" },
    device: { kind: "cpu", label: "cpu", threads: 1 },
  }, plan];
  for (const { key, seed } of plan.cells.slice(0, -1)) {
    const own = facts(seed);
    const common = { type: "fact", cell: key, unit: "1", source: "fresh", device: "cpu" } as const;
    events.push(...own.map((fact) => ({ ...common, ...fact })));
    const outcome = { status: "measured", facts: own.length } as const;
    events.push({ type: "cell", cell: key, outcome, seconds: seed + 0.5 });
  }
  const outcome = { status: "error", reason: "exception", detail: "" } as const;
  events.push({ type: "cell", cell: plan.cells.at(-1)!.key, outcome, seconds: 9 });
  const folded = foldEvents(events);
  return { folded, verdicts: judgeRecord(plan, folded.cells) };
}

Deno.test("what was measured is gathered by arm and part: values as they are, arrays as digests", () => {
  const { folded, verdicts } = record((seed) => [
    { name: "q", value: 0.1 + seed, repeatable: true },
    { name: "curve", value: [1, seed], repeatable: true },
    { name: "seconds", value: 7, repeatable: false },
    ...(seed === 1 ? [{ name: "late", value: NaN, repeatable: true }] : []),
  ]);
  const run = measuredOf(folded, verdicts);
  assertEquals([run.device, run.recorded], [{ kind: "cpu", label: "cpu" }, STARTED] as never);
  const [main, control] = run.arms;
  assertEquals(main!.parts[0]!.values, {
    q: { unit: "1", values: [0.1, 1.1] },
    late: { unit: "1", values: [NaN], seeds: [1] },
  });
  assertEquals(main!.parts[0]!.seconds, [0.5, 1.5]);
  assertEquals(Object.keys(main!.parts[0]!.arrays), ["curve"]);
  assertEquals(main!.registered, ["supported"]);
  assertEquals([control!.arm, control!.registered, control!.parts[0]!.seeds], [
    "control:broken",
    ["refuted", "inconclusive"],
    [0],
  ]);
});

Deno.test("a digest is of every seed's array, in order", () => {
  const digest = (curve: (seed: number) => number[]) => {
    const { folded, verdicts } = record((seed) => [
      { name: "curve", value: curve(seed), repeatable: true },
    ]);
    return measuredOf(folded, verdicts).arms[0]!.parts[0]!.arrays.curve!.digest;
  };
  assertEquals(digest((seed) => [seed]), digest((seed) => [seed]));
  assertNotEquals(digest((seed) => [seed]), digest((seed) => [1 - seed]));
});

Deno.test("without a plan nothing was measured", () => {
  assertThrows(() => measuredOf(foldEvents([])), RangeError, "there is no plan");
});
