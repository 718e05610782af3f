/** Shards of a run that was never made, for tests of what merges and audits them. */
import { soundSpec } from "../claim/_sound_spec_testing.ts";
import {
  type EndEvent,
  type Event,
  JOURNAL_SCHEMA,
  type PlanEvent,
  type RunEvent,
} from "./events.ts";
import { factRoots } from "./fact_tree.ts";
import type { JournalContent } from "./journal.ts";
import type { ShardFolder } from "./merge_members.ts";
import { planEvent } from "./plan_event.ts";
import { foldEvents } from "./record.ts";
import { dueCells } from "./shard.ts";

/** Hash of the code that measured, and merges. */
export const CODE = "c".repeat(64);

/** Digest of the last line of every journal. */
export const HEAD = "d".repeat(64);

/** How each shard starts. */
export const RUN: RunEvent = {
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
export const PLAN = planEvent([soundSpec()], {
  profile: "default",
  suite: "procedural",
  sources: [{ name: "synthetic", digest: "1" }],
});

/** As the program merges that measured. */
export const OPTIONS = { code: CODE, specs: [soundSpec()], command: ["merge"] };

/** What tells a shard from the others, and from how it should be. */
export interface Change {
  readonly run?: Partial<RunEvent>;
  readonly plan?: Partial<PlanEvent>;
  readonly content?: Partial<JournalContent>;
  /** How many of its cells it has not finished. */
  readonly missing?: number;
}

/** The shard that measures every third cell. */
export function shard(
  index: number,
  { run, plan, content, missing = 0 }: Change = {},
): ShardFolder {
  const cells = PLAN.cells.map((_, i) => i).filter((i) => i % 3 === index - 1);
  const own: PlanEvent = { ...PLAN, shard: { index, count: 3, cells }, ...plan };
  const begun: Event[] = [
    { ...RUN, ...run },
    own,
    ...dueCells(own).slice(0, dueCells(own).length - missing).flatMap(measuredCell),
  ];
  const events = missing > 0 ? begun : [...begun, endOf(begun)];
  const journal = { events, schema: JOURNAL_SCHEMA, head: HEAD, bytes: 0, torn: 0 };
  return { dir: `s${index}`, content: { ...journal, ...content } };
}

/** The fact of a cell, and its end. */
export function measuredCell({ key, arm, seed }: PlanEvent["cells"][number]): Event[] {
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

/** The end of a run, with the roots over what it has measured. */
export function endOf(before: readonly Event[], status = 0): EndEvent {
  const { plan, cells } = foldEvents(before);
  const trainings = { asked: 5, distinct: 3, trained: 2, cached: 1 };
  const roots = factRoots(plan!, cells);
  return { type: "end", ended: RUN.started, seconds: 4, status, trainings, ...roots };
}

/** All shards of the run, not in their order. */
export const threeShards = () => [shard(3), shard(1), shard(2)];

/** A journal of these events. */
export const journalOf = (events: readonly Event[]): JournalContent => ({
  ...shard(1).content,
  events,
});
