import {
  auditJournal,
  foldEvents,
  JournalError,
  type PlanEvent,
  type RunEvent,
  type RunRecord,
  shardName,
} from "../lab/mod.ts";
import { readReportFolder } from "./journal.ts";
import { UsageError } from "./usage.ts";

/** A run that ended of its own accord, measured all there is, and says what its facts say. */
export interface SettledRun {
  readonly record: RunRecord;
  readonly plan: PlanEvent;
  readonly run: RunEvent;
  /** Digest of the journal's last line. */
  readonly head: string;
}

/**
 * Reads a run that later ones can be held against.
 *
 * @param what What is to be done with it, for the message: `make a baseline of`.
 * @throws {UsageError} naming why it cannot be: interrupted, a part of a run, or at fault.
 */
export function readSettledRun(dir: string, { what }: { what: string }): SettledRun {
  const refuse = (why: string) => new UsageError(`Cannot ${what} ${dir}: ${why}.`);
  const content = readReportFolder(dir, { what });
  if (content instanceof JournalError) throw refuse(content.message);
  const record = foldEvents(content.events);
  const { plan, end } = record;
  const run = record.runs.at(-1);
  if (!plan || !run) throw refuse("its run had not begun");
  if (end?.interrupted) throw refuse(`it was interrupted by ${end.interrupted}`);
  if (!end) throw refuse("it did not end");
  if (plan.shard) throw refuse(`it is ${shardName(plan.shard)}: merge it with the others first`);
  if (plan.arms) throw refuse("it measured some arms only, to confirm what another run found");
  const [fault] = auditJournal(content);
  if (fault !== undefined) throw refuse(`its journal contradicts itself: ${fault}`);
  return { record, plan, run, head: content.head };
}
