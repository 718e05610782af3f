import type { ClaimSpec } from "../claim/mod.ts";
import { firstDifference, type Pair, planPairs, versionPairs } from "./agree.ts";
import { contradictionsIn, planFaults, rootFaults } from "./audit.ts";
import type { Cell } from "./cell.ts";
import { sha256 } from "./digest.ts";
import type { Event, PlanEvent, RunEvent, Shard } from "./events.ts";
import type { JournalContent } from "./journal.ts";
import { specHash } from "./plan_event.ts";
import { type FinishedCell, foldEvents, isFinished, type RunRecord } from "./record.ts";
import { dueCells, shardName } from "./shard.ts";

/** Folders that are no shards of one run; nothing was written. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

/** Shards of one run that are not all of it, or more than it; nothing was written. */
export class IncompleteError extends Error {
  override readonly name = "IncompleteError";
  /** `missing CELL` or `doubled CELL`, in the order of the plan, and where the cell is or should be. */
  readonly cells: readonly string[];

  constructor(message: string, cells: readonly string[]) {
    super(message);
    this.cells = cells;
  }
}

/** A shard's folder and what its journal holds. */
export interface ShardFolder {
  readonly dir: string;
  readonly content: JournalContent;
}

/** A shard whose run ended. */
export interface Member {
  readonly dir: string;
  readonly schema: number;
  readonly head: string;
  readonly events: readonly Event[];
  readonly record: RunRecord;
  /** Of the last start. */
  readonly run: RunEvent;
  readonly plan: PlanEvent;
  readonly shard: Shard;
}

/** @throws {MergeError} when the folder is no shard. */
export function memberOf({ dir, content }: ShardFolder): Member {
  const { schema, head, events } = content;
  const record = foldEvents(events);
  const { plan } = record;
  const run = record.runs.at(-1);
  if (!plan || !run) throw new IncompleteError(`Cannot merge ${dir}: its run had not begun`, []);
  if (!plan.shard) {
    const what = run.merged
      ? "was merged already, and is no shard"
      : "is a whole run, and no shard";
    throw new MergeError(`Cannot merge ${dir}: it ${what}`);
  }
  return { dir, schema, head, events, record, run, plan, shard: plan.shard };
}

/** Compares every shard with the first one, and that one's program with the one that judges. */
export function refuseMixed(members: readonly Member[], code: string): void {
  const [first, ...others] = members as [Member, ...Member[]];
  for (const other of others) {
    const different = firstDifference([
      ["the journal's schema", `${first.schema}`, `${other.schema}`],
      ["the commit", first.run.code.commit, other.run.code.commit],
      ["the program's code hash", first.run.code.hash, other.run.code.hash],
      ...versionPairs(first.run, other.run),
      ...planPairs(first.plan, other.plan),
      ["the plan behind its hash", planText(first), planText(other)],
      ["the number of shards", `${first.shard.count}`, `${other.shard.count}`],
    ]);
    if (different) throw new MergeError(mixed(different, first.dir, other.dir));
  }
  if (first.run.code.hash !== code) {
    throw new MergeError(
      `Cannot merge ${first.dir}: its code hash was ${first.run.code.hash} and is now ` +
        `${code}: merge with the program that measured`,
    );
  }
}

/** What is merged is judged, and so must be what the program that measured could have written. */
export function refuseFaulty(members: readonly Member[], specs: readonly ClaimSpec[]): void {
  const hashes = new Set(specs.map(specHash));
  for (const [place, { dir, events, record, plan }] of members.entries()) {
    const [fault] = [
      ...contradictionsIn(events, record),
      // The others' plans are the first one's.
      ...(place > 0 ? [] : [
        ...planFaults(plan),
        ...plan.claims.filter(({ hash }) => !hashes.has(hash))
          .map(({ spec }) =>
            `the spec of ${spec.id} is none of the program's, whose code it names`
          ),
      ]),
    ];
    if (fault !== undefined) throw contradiction(dir, fault);
  }
}

/** The merged run gets roots of its own, by which a value that was changed since would be right. */
export function refuseEdited(members: readonly Member[]): void {
  for (const { dir, schema, record, plan } of members) {
    const [fault] = rootFaults(record, { plan, schema });
    if (fault !== undefined) throw contradiction(dir, fault);
  }
}

function contradiction(dir: string, fault: string): MergeError {
  return new MergeError(`Cannot merge ${dir}: its journal contradicts itself: ${fault}`);
}

function mixed([what, was, is]: Pair, one: string, other: string): string {
  return `Cannot merge ${one} with ${other}: ${what} is ${was} in the one and ${is} in the other`;
}

function planText({ plan }: Member): string {
  return sha256(JSON.stringify({ ...plan, shard: undefined }));
}

/**
 * The finished cells of all shards in the order of the plan.
 *
 * @throws {IncompleteError} when one is missing or there twice, or a shard is.
 */
export function cellsOf(members: readonly Member[]): Map<string, FinishedCell> {
  const { plan, shard: { count } } = members[0]!;
  const owners = new Map<string, Member[]>();
  for (const member of members) {
    for (const { key } of finishedCells(member)) {
      owners.set(key, [...owners.get(key) ?? [], member]);
    }
  }
  const missing = plan.cells.filter(({ key }) => !owners.has(key));
  const doubled = plan.cells.filter(({ key }) => (owners.get(key)?.length ?? 0) > 1);
  const faults = [
    ...indexFaults(members, count),
    ...members.filter(({ record }) => !isFinished(record))
      .map(({ shard, dir }) => `${shardName(shard)} in ${dir} did not end`),
    ...(missing.length > 0 ? [`${missing.length} of ${plan.cells.length} cells are missing`] : []),
    ...(doubled.length > 0
      ? [`${doubled.length === 1 ? "1 cell is" : `${doubled.length} cells are`} there twice`]
      : []),
  ];
  if (faults.length > 0) {
    throw new IncompleteError(`Cannot merge: ${faults.join("; ")}`, [
      ...missing.map(({ key }) => `missing ${key}`),
      ...doubled.map(({ key }) => `doubled ${key}: ${dirsOf(owners.get(key)!)}`),
    ]);
  }
  return new Map(plan.cells.map(({ key }) => [key, owners.get(key)![0]!.record.cells.get(key)!]));
}

/**
 * The cells that a shard has finished.
 *
 * @throws {MergeError} when one of them is none of its own.
 */
function finishedCells({ dir, plan, shard, record }: Member): Cell[] {
  const own = new Map(dueCells(plan).map((cell) => [cell.key, cell]));
  return [...record.cells.keys()].map((key) => {
    const cell = own.get(key);
    if (cell) return cell;
    throw new MergeError(
      `Cannot merge ${dir}: it holds '${key}', none of the cells of ${shardName(shard)}`,
    );
  });
}

function indexFaults(members: readonly Member[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => i + 1).flatMap((index) => {
    const found = members.filter(({ shard }) => shard.index === index);
    if (found.length === 1) return [];
    const name = shardName({ index, count });
    return [
      found.length === 0 ? `${name} is missing` : `${name} is there twice: ${dirsOf(found)}`,
    ];
  });
}

function dirsOf(members: readonly Member[]): string {
  return members.map(({ dir }) => dir).join(" and ");
}
