import { assertEquals } from "@std/assert";
import { type Baseline, BASELINE_SCHEMA } from "../drift/mod.ts";
import {
  endOf,
  HEAD,
  journalOf,
  measuredCell,
  OPTIONS,
  PLAN,
  RUN,
  shard,
  threeShards,
} from "./_shards_testing.ts";
import { auditJournal } from "./audit.ts";
import type { FreshBlock } from "./drift.ts";
import { judgeRecord } from "./judge_record.ts";
import { measuredOf } from "./measured.ts";
import { type MergeOptions, mergeShards } from "./merge.ts";
import { foldEvents } from "./record.ts";

Deno.test("merged shards are the whole run: its plan, facts in its order, and verdicts", async () => {
  const events = await mergeShards(threeShards(), OPTIONS);
  const { plan, cells, verdicts, runs, end } = foldEvents(events);
  assertEquals(plan, PLAN);
  assertEquals([...cells.keys()], PLAN.cells.map(({ key }) => key));
  const facts = events.filter(({ type }) => type === "fact" || type === "cell");
  assertEquals(facts, PLAN.cells.flatMap(measuredCell));
  assertEquals(verdicts, judgeRecord(PLAN, cells));
  assertEquals(verdicts.map(({ verdict }) => verdict.status), [
    "supported",
    "refuted",
    "supported",
  ]);
  assertEquals(auditJournal(journalOf(events)), []);
  const [run] = runs;
  const without = { ...run!, merged: run!.merged!.slice(1) };
  const faults = auditJournal(journalOf([without, ...events.slice(1)]));
  assertEquals(faults, ["the shards that were merged are not all of the plan's"]);
  assertEquals([run!.device, run!.code, run!.selfTest], [RUN.device, RUN.code, RUN.selfTest]);
  assertEquals(
    run!.merged,
    [1, 2, 3].map((index) => ({
      index,
      count: 3,
      device: RUN.device,
      started: RUN.started,
      ended: RUN.started,
      seconds: 4,
      cells: 5,
      journalHead: HEAD,
    })),
  );
  const { root, fingerprint } = endOf([RUN, PLAN, ...PLAN.cells.flatMap(measuredCell)]);
  assertEquals([end!.root, end!.fingerprint], [root, fingerprint]);
  assertEquals(end!.trainings, { asked: 15, distinct: 9, trained: 6, cached: 3 });
});

Deno.test("devices may differ, and all are named; a self-test that failed is told", async () => {
  const device = { kind: "cpu", label: "another cpu" };
  const selfTest = { passed: false, gradientsPassed: true };
  const [run] = foldEvents(
    await mergeShards([shard(1), shard(2, { run: { device, selfTest } }), shard(3)], OPTIONS),
  ).runs;
  assertEquals(run!.device, { kind: "several", label: "cpu and another cpu" });
  assertEquals(run!.merged!.map(({ device }) => device.label), ["cpu", "another cpu", "cpu"]);
  assertEquals(run!.selfTest, selfTest);
});

Deno.test("merged shards are compared with a baseline, and what is in doubt measured again", async () => {
  const record = foldEvents(await mergeShards(threeShards(), OPTIONS));
  const measured = measuredOf(record);
  const baseline: Baseline = { schema: BASELINE_SCHEMA, journal: HEAD, ...measured };
  const driftOf = async (options: Partial<MergeOptions>) => {
    const events = await mergeShards(threeShards(), { ...OPTIONS, ...options });
    assertEquals(auditJournal(journalOf(events)), []);
    return foldEvents(events).drift!;
  };
  const same = await driftOf({ drift: { baseline, known: [] } });
  assertEquals(same.comparison.findings, []);
  // Another device's values need not be equal, but these are far from what they were.
  const elsewhere: Baseline = {
    ...baseline,
    device: { kind: "cpu", label: "another cpu" },
    arms: measured.arms.map((arm) => ({
      ...arm,
      parts: arm.parts.map((part) => ({
        ...part,
        values: { gap: { unit: "ulp", values: part.seeds.map((seed) => -1e6 + seed) } },
      })),
    })),
  };
  const blocks: FreshBlock[] = [];
  const drift = await driftOf({
    drift: { baseline: elsewhere, known: [] },
    again(block, plan) {
      blocks.push(block);
      assertEquals(plan.hash, PLAN.hash);
      return Promise.resolve({ journal: HEAD, measured });
    },
  });
  assertEquals(blocks.map(({ firstSeed }) => firstSeed), [5]);
  assertEquals(drift.again?.journal, HEAD);
  assertEquals(
    new Set(drift.comparison.findings.map(({ label }) => label)),
    new Set(["regression"]),
  );
});
