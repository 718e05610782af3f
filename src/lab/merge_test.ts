import { assertEquals, assertRejects } from "@std/assert";
import { soundSpec } from "../claim/_sound_spec_testing.ts";
import { auditJournal } from "./audit.ts";
import { type Baseline, BASELINE_SCHEMA } from "../drift/mod.ts";
import type { FreshBlock } from "./drift.ts";
import {
  type EndEvent,
  type Event,
  JOURNAL_SCHEMA,
  type PlanEvent,
  type RunEvent,
} from "./events.ts";
import { factRoots } from "./fact_tree.ts";
import type { JournalContent } from "./journal.ts";
import { judgeRecord } from "./judge_record.ts";
import { measuredOf } from "./measured.ts";
import {
  IncompleteError,
  MergeError,
  type MergeOptions,
  mergeShards,
  type ShardFolder,
} from "./merge.ts";
import { planEvent } from "./plan_event.ts";
import { foldEvents } from "./record.ts";
import { dueCells } from "./shard.ts";

const CODE = "c".repeat(64);
const HEAD = "d".repeat(64);
const RUN: RunEvent = {
  type: "run",
  schema: JOURNAL_SCHEMA,
  started: "2026-01-01T00:00:00.000Z",
  command: ["verify"],
  code: { hash: CODE, commit: "abc", dirty: false },
  versions: { v8: "1" },
  device: { kind: "cpu", label: "cpu" },
  selfTest: { passed: true, gradientsPassed: true },
};
/** 15 cells: 5 seeds of the main arm and of two controls. */
const PLAN = planEvent([soundSpec()], {
  profile: "default",
  suite: "procedural",
  sources: [{ name: "synthetic", digest: "1" }],
});
const OPTIONS = { code: CODE, specs: [soundSpec()], command: ["merge"] };

/** What tells a shard from the others, and from how it should be. */
interface Change {
  readonly run?: Partial<RunEvent>;
  readonly plan?: Partial<PlanEvent>;
  readonly content?: Partial<JournalContent>;
  /** How many of its cells it has not finished. */
  readonly missing?: number;
}

/** The shard that measures every third cell. */
function shard(index: number, { run, plan, content, missing = 0 }: Change = {}): ShardFolder {
  const cells = PLAN.cells.map((_, i) => i).filter((i) => i % 3 === index - 1);
  const own: PlanEvent = { ...PLAN, shard: { index, count: 3, cells }, ...plan };
  const begun: Event[] = [
    { ...RUN, ...run },
    own,
    ...dueCells(own).slice(0, dueCells(own).length - missing).flatMap(measured),
  ];
  const events = missing > 0 ? begun : [...begun, end(begun)];
  const journal = { events, schema: JOURNAL_SCHEMA, head: HEAD, bytes: 0, torn: 0 };
  return { dir: `s${index}`, content: { ...journal, ...content } };
}

function measured({ key, arm, seed }: PlanEvent["cells"][number]): Event[] {
  const gap = arm === "control:unscaled-step" ? 100 : seed;
  return [
    {
      type: "fact",
      cell: key,
      name: "gap",
      unit: "ulp",
      value: gap,
      source: "fresh",
      device: "float64",
      repeatable: true,
    },
    { type: "cell", cell: key, outcome: { status: "measured", facts: 1 }, seconds: 2 },
  ];
}

function end(before: readonly Event[], status = 0): Event {
  const { plan, cells } = foldEvents(before);
  const trainings = { asked: 5, distinct: 3, trained: 2, cached: 1 };
  const roots = factRoots(plan!, cells);
  return { type: "end", ended: RUN.started, seconds: 4, status, trainings, ...roots };
}

const three = () => [shard(3), shard(1), shard(2)];
const content = (events: readonly Event[]): JournalContent => ({ ...shard(1).content, events });

Deno.test("merged shards are the whole run: its plan, facts in its order, and verdicts", async () => {
  const events = await mergeShards(three(), OPTIONS);
  const { plan, cells, verdicts, runs } = foldEvents(events);
  assertEquals(plan, PLAN);
  assertEquals([...cells.keys()], PLAN.cells.map(({ key }) => key));
  const facts = events.filter(({ type }) => type === "fact" || type === "cell");
  assertEquals(facts, PLAN.cells.flatMap(measured));
  assertEquals(verdicts, judgeRecord(PLAN, cells));
  assertEquals(verdicts.map(({ verdict }) => verdict.status), [
    "supported",
    "refuted",
    "supported",
  ]);
  assertEquals(auditJournal(content(events)), []);
  const [run] = runs;
  const without = { ...run!, merged: run!.merged!.slice(1) };
  const faults = auditJournal(content([without, ...events.slice(1)]));
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
  const last = events.at(-1)!;
  const whole = end([RUN, PLAN, ...PLAN.cells.flatMap(measured)]) as EndEvent;
  assertEquals(last.type === "end" && [last.root, last.fingerprint], [
    whole.root,
    whole.fingerprint,
  ]);
  assertEquals(last.type === "end" && last.trainings, {
    asked: 15,
    distinct: 9,
    trained: 6,
    cached: 3,
  });
});

Deno.test("merged shards are compared with a baseline, and what is in doubt measured again", async () => {
  const record = foldEvents(await mergeShards(three(), OPTIONS));
  const measured = measuredOf(record);
  const baseline: Baseline = { schema: BASELINE_SCHEMA, journal: HEAD, ...measured };
  const driftOf = async (options: Partial<MergeOptions>) => {
    const events = await mergeShards(three(), { ...OPTIONS, ...options });
    assertEquals(auditJournal(content(events)), []);
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

Deno.test("what is not of one run is not merged: the message has both values", async () => {
  const otherSpec = planEvent([{ ...soundSpec(), version: 2 }], {
    profile: "default",
    suite: "procedural",
    sources: PLAN.sources,
  });
  const otherCell = PLAN.cells.with(0, { ...PLAN.cells[0]!, seed: 9 });
  const [from, to] = ["b".repeat(64), "e".repeat(64)];
  const cases: readonly (readonly [Change, string])[] = [
    [{ content: { schema: 1 } }, "the journal's schema is 2 in the one and 1 in the other"],
    [{ run: { versions: { v8: "2" } } }, "the version of V8 is 1 in the one and 2 in "],
    [{ run: { code: { ...RUN.code, commit: "abd" } } }, "the commit is abc in the one and abd in "],
    [
      { run: { code: { ...RUN.code, hash: from } } },
      `the program's code hash is ${CODE} in the one`,
    ],
    [
      { plan: { profile: "nightly" } },
      "the profile is default in the one and nightly in the other",
    ],
    [{ plan: { suite: "real" } }, "the suite is procedural in the one and real in the other"],
    [{ plan: { seeds: 2 } }, "--seeds is not given in the one and 2 in the other"],
    [{ plan: { claims: otherSpec.claims } }, "the hash of the spec of first-epoch-equivalence is "],
    [{ plan: { claims: [] } }, "the list of claims is first-epoch-equivalence in the one and "],
    [
      { plan: { sources: [{ name: "synthetic", digest: "2" }] } },
      "the digest of the inputs 'synthetic' is 1 in the one and 2 in the other",
    ],
    [{ plan: { hash: to } }, `the plan's hash is ${PLAN.hash} in the one and ${to} in the other`],
    [{ plan: { cells: otherCell } }, "the plan behind its hash is "],
    [
      { plan: { shard: { index: 3, count: 4, cells: [2] } } },
      "the number of shards is 3 in the one and 4 in the other",
    ],
  ];
  for (const [change, sentence] of cases) {
    const merge = () => mergeShards([shard(1), shard(2), shard(3, change)], OPTIONS);
    await assertRejects(merge, MergeError, `Cannot merge s1 with s3: ${sentence}`);
  }
  const refused = (folder: ShardFolder, sentence: string, options = OPTIONS) =>
    assertRejects(() => mergeShards([folder], options), MergeError, sentence);
  await refused(shard(1), `its code hash was ${CODE} and is now ${to}`, { ...OPTIONS, code: to });
  const merged = { dir: "m", content: content(await mergeShards(three(), OPTIONS)) };
  await refused(merged, "Cannot merge m: it was merged already, and is no shard");
  const { shard: _, ...whole } = PLAN;
  await refused(
    { dir: "w", content: content([RUN, whole, ...PLAN.cells.flatMap(measured), end([whole])]) },
    "Cannot merge w: it is a whole run, and no shard",
  );
  const foreign = shard(1).content.events.flatMap((event) =>
    event.type === "end" ? [...measured(PLAN.cells[1]!), event] : [event]
  );
  await refused({ dir: "f", content: content(foreign) }, `none of the cells of shard 1 of 3`);
  await assertRejects(() => mergeShards([], OPTIONS), MergeError, "no shard is named");
});

Deno.test("shards that agree in what the program cannot have written are not merged", async () => {
  const refused = (folders: readonly ShardFolder[], sentence: string) =>
    assertRejects(() => mergeShards(folders, OPTIONS), MergeError, sentence);
  const all = (plan: Partial<PlanEvent>) => [1, 2, 3].map((index) => shard(index, { plan }));
  const [claim] = PLAN.claims;
  const lax = { ...claim!.spec, version: 9 };
  await refused(
    all({ claims: [{ ...claim!, spec: lax }] }),
    "Cannot merge s1: its journal contradicts itself: the plan does not match its hash",
  );
  const { type: _, ...changed } = planEvent([lax], { ...PLAN, sources: PLAN.sources });
  await refused(all(changed), "the spec of first-epoch-equivalence is none of the program's");
  const forged = (change: (event: Event) => Event[]) => {
    const [first, ...others] = three();
    return [{ dir: "f", content: content(first!.content.events.flatMap(change)) }, ...others];
  };
  const places = { index: 3, count: 3, cells: [2, 5, 8, 11, 99] };
  const outside = (event: Event) => [event.type === "plan" ? { ...event, shard: places } : event];
  await refused(forged(outside), "are not places in the plan");
  const doubled = (event: Event) =>
    event.type === "fact" ? [event, { ...event, value: 0 }] : [event];
  await refused(forged(doubled), "fact 'gap' of ");
  const onDevice = (event: Event) => [event.type === "fact" ? { ...event, device: "cpu" } : event];
  await refused(forged(onDevice), "5 facts are of no device of their reading and run, first 'gap'");
  const other = { ...RUN, code: { ...RUN.code, hash: "e".repeat(64) } };
  const startedBefore = (event: Event) => event.type === "run" ? [other, event] : [event];
  await refused(
    forged(startedBefore),
    "start 2 is of another run: the program's code hash was eee",
  );
  const late = (event: Event): Event[] => event.type === "end" ? [event, event] : [event];
  await refused(forged(late), "comes after the end");
});

Deno.test("a shard or a cell that is missing or there twice is an error with its list", async () => {
  const incomplete = async (folders: readonly ShardFolder[], sentence: string) =>
    (await assertRejects(() => mergeShards(folders, OPTIONS), IncompleteError, sentence)).cells;
  const third = PLAN.cells.filter((_, i) => i % 3 === 2).map(({ key }) => key);
  assertEquals(
    await incomplete([shard(1), shard(2)], "shard 3 of 3 is missing; 5 of 15 cells are missing"),
    third.map((key) => `missing ${key}`),
  );
  assertEquals(
    await incomplete(
      [...three(), { ...shard(3), dir: "t" }],
      "shard 3 of 3 is there twice: s3 and t; 5 ",
    ),
    third.map((key) => `doubled ${key}: s3 and t`),
  );
  assertEquals(
    await incomplete(
      [shard(1), shard(2), shard(3, { missing: 2 })],
      "shard 3 of 3 in s3 did not end; 2 of 15 cells are missing",
    ),
    third.slice(-2).map((key) => `missing ${key}`),
  );
  const also = { shard: { index: 3, count: 3, cells: [0, 2, 5, 8, 11, 14] } };
  assertEquals(
    await incomplete(
      [shard(1), shard(2), shard(3, { plan: also })],
      "Cannot merge: 1 cell is there twice",
    ),
    [`doubled ${PLAN.cells[0]!.key}: s1 and s3`],
  );
  const begun = { dir: "b", content: content([RUN]) };
  assertEquals(await incomplete([begun, shard(1)], "Cannot merge b: its run had not begun"), []);
});

Deno.test("audit knows a shard: its own cells, no verdicts, status 0", async () => {
  const faults = (change: Change, map = (events: readonly Event[]) => events) =>
    auditJournal(content(map(shard(2, change).content.events)));
  assertEquals(faults({}), []);
  const { key } = PLAN.cells[13]!;
  assertEquals(faults({ missing: 1 }), [
    `1 of 5 cells are missing, first '${key}'`,
    "the run did not end",
  ]);
  const places = (cells: readonly number[]) => ({
    plan: { shard: { index: 2, count: 3, cells } },
  });
  const unsound = "the cells of shard 2 of 3 are not places in the plan, in its order";
  assertEquals(faults(places([4, 1])), [unsound]);
  assertEquals(
    faults(
      places([1, 4]),
      (events) => {
        const more = [...events.slice(0, -1), ...measured(PLAN.cells[7]!)];
        return [...more, end(more)];
      },
    ),
    [`cell '${PLAN.cells[7]!.key}' was never planned for this shard`],
  );
  const verdict = foldEvents((await mergeShards(three(), OPTIONS)).slice()).verdicts[0]!;
  assertEquals(
    faults({}, (events) => [...events.slice(0, -1), verdict, end(events, 1)]),
    [
      "1 verdicts are there, and 0 are due",
      "the exit status is 1 in the file and 0 by the verdicts",
    ],
  );
});
