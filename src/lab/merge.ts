import type { ClaimSpec } from "../claim/mod.ts";
import { driftEvent, type DriftOptions, type FreshBlock } from "./drift.ts";
import {
  type DriftEvent,
  type EndEvent,
  type Event,
  JOURNAL_SCHEMA,
  type MergedShard,
  type PlanEvent,
  type RunEvent,
} from "./events.ts";
import { factRoots } from "./fact_tree.ts";
import { judgeRecord, statusOf } from "./judge_record.ts";
import {
  cellsOf,
  type Member,
  memberOf,
  MergeError,
  refuseEdited,
  refuseFaulty,
  refuseMixed,
  type ShardFolder,
} from "./merge_members.ts";
import { foldEvents } from "./record.ts";

/** By whom shards are merged, for the record. */
export interface MergeOptions {
  /** Hash of the merging program, which judges: it must be the one that measured. */
  readonly code: string;
  /** All specs of that program: a shard's must be among them. */
  readonly specs: readonly ClaimSpec[];
  readonly command: readonly string[];
  /** What the whole is compared with. */
  readonly drift?: DriftOptions;
  /** Measures arms in doubt on fresh seeds; left out, they stay in doubt. */
  again?(block: FreshBlock, plan: PlanEvent): Promise<DriftEvent["again"] | undefined>;
}

/**
 * Merges the shards of a run into the events of the whole: the plan, every fact and cell in its
 * order, and the verdicts.
 *
 * Devices may differ, as facts say what they were measured on; all are named.
 *
 * @throws {MergeError} when a folder is no shard, or they are not of one run: says in what two differ.
 * @throws {IncompleteError} when a shard or a cell is missing or there twice.
 */
export async function mergeShards(
  folders: readonly ShardFolder[],
  options: MergeOptions,
): Promise<Event[]> {
  const started = new Date();
  const members = folders.map(memberOf)
    .sort((a, b) => a.shard.index - b.shard.index || (a.dir < b.dir ? -1 : 1));
  const [first] = members;
  if (!first) throw new MergeError("Cannot merge: no shard is named");
  refuseMixed(members, options.code);
  refuseFaulty(members, options.specs);
  const cells = cellsOf(members);
  refuseEdited(members);
  const { shard: _, ...plan } = first.plan;
  const verdicts = judgeRecord(plan, cells);
  const measured: Event[] = [
    runEvent(members, { started, ...options }),
    plan,
    ...[...cells.values()].flatMap(({ facts, event }) => [...facts, event]),
    ...verdicts,
  ];
  const drift = options.drift && await driftEvent({
    ...options.drift,
    plan,
    record: foldEvents(measured),
    verdicts,
    ...options.again && { again: (block) => options.again!(block, plan) },
  });
  const ended = new Date();
  return [
    ...measured,
    ...drift ? [drift] : [],
    {
      type: "end",
      ended: ended.toISOString(),
      seconds: (ended.getTime() - started.getTime()) / 1000,
      ...trainingsOf(members),
      ...factRoots(plan, cells),
      status: statusOf(plan, { verdicts, ...drift && { drift } }),
    },
  ];
}

function runEvent(
  members: readonly Member[],
  { started, command }: MergeOptions & { started: Date },
): RunEvent {
  const runs = members.map(({ run }) => run);
  const [first] = runs as [RunEvent];
  const selfTest = runs.find(({ selfTest }) => selfTest && !selfTest.passed)?.selfTest ??
    first.selfTest;
  const dirty = runs.find(({ code }) => code.dirty !== false)?.code.dirty ?? false;
  return {
    type: "run",
    schema: JOURNAL_SCHEMA,
    started: started.toISOString(),
    command: [...command],
    code: { ...first.code, dirty },
    versions: first.versions,
    device: commonDevice(runs),
    ...selfTest && { selfTest },
    merged: members.map(mergedShard),
  };
}

/** The shards' device, or the names of all of theirs. */
function commonDevice(runs: readonly RunEvent[]): RunEvent["device"] {
  const devices = new Map(runs.map(({ device }) => [device.label, device]));
  const [first, ...others] = devices.values();
  if (others.length === 0) return first!;
  return { kind: "several", label: [...devices.keys()].join(" and ") };
}

function mergedShard({ shard: { index, count, cells }, record, run, head }: Member): MergedShard {
  const { ended, seconds } = record.end!;
  return {
    index,
    count,
    device: run.device,
    started: record.runs[0]!.started,
    ended,
    seconds,
    cells: cells.length,
    journalHead: head,
  };
}

/** Trainings of the shards' last starts: one that several shards made is counted in each. */
function trainingsOf(members: readonly Member[]): Pick<EndEvent, "trainings"> {
  const counts = members.flatMap(({ record }) => record.end?.trainings ?? []);
  if (counts.length === 0) return {};
  const sum = (name: keyof typeof counts[number]) =>
    counts.reduce((total, count) => total + count[name], 0);
  return {
    trainings: {
      asked: sum("asked"),
      distinct: sum("distinct"),
      trained: sum("trained"),
      cached: sum("cached"),
    },
  };
}
