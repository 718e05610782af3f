import { assertEquals } from "@std/assert";
import { soundSpec } from "../claim/_sound_spec_testing.ts";
import { type Baseline, BASELINE_SCHEMA } from "../drift/mod.ts";
import { driftEvent } from "./drift.ts";
import { type Event, JOURNAL_SCHEMA } from "./events.ts";
import { judgeRecord } from "./judge_record.ts";
import { measuredOf } from "./measured.ts";
import { planEvent } from "./plan_event.ts";
import { foldEvents } from "./record.ts";

Deno.test("of other claims, those that the program has no more are missed, and no others", async () => {
  const spec = soundSpec();
  const sources = [{ name: "synthetic", digest: "1" }];
  const plan = planEvent([spec], { profile: "smoke", suite: "procedural", sources });
  const events: Event[] = [
    {
      type: "run",
      schema: JOURNAL_SCHEMA,
      started: "2026-01-01T00:00:00.000Z",
      command: [],
      code: { hash: "c".repeat(64), commit: "abc", dirty: false },
      versions: {},
      device: { kind: "cpu", label: "cpu" },
    },
    plan,
    ...plan.cells.flatMap(({ key }): Event[] => [
      {
        type: "fact",
        cell: key,
        name: "gap",
        unit: "ulp",
        value: 1,
        source: "fresh",
        device: "cpu",
        repeatable: true,
      },
      { type: "cell", cell: key, outcome: { status: "measured", facts: 1 }, seconds: 1 },
    ]),
  ];
  const record = foldEvents(events);
  const verdicts = judgeRecord(plan, record.cells);
  const run = measuredOf(record, verdicts);
  const others = ["unasked", "removed"].flatMap((claim) =>
    run.arms.map((arm) => ({ ...arm, claim }))
  );
  const baseline: Baseline = {
    ...run,
    schema: BASELINE_SCHEMA,
    journal: "0",
    arms: [...run.arms, ...others],
  };
  const known = [spec.id, "unasked"];
  const event = await driftEvent({ plan, record, verdicts, baseline, known });
  const gone = event!.comparison.findings.filter(({ of }) => of === "gone");
  assertEquals([...new Set(gone.map(({ claim, label }) => `${claim} ${label}`))], [
    "removed regression",
  ]);
});
