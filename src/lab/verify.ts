import type { Profile, Suite } from "../claim/mod.ts";
import type { InputSource, TaskSuite } from "../data/mod.ts";
import { differenceFrom } from "./agree.ts";
import { auditJournal } from "./audit.ts";
import type { Cell } from "./cell.ts";
import type { CodeRecord } from "./code.ts";
import { type Crew, type CrewListener, secondsSince, trustedOf } from "./crew.ts";
import { driftEvent, type DriftOptions, dueBaseline, type FreshBlock } from "./drift.ts";
import {
  type DriftEvent,
  type Event,
  JOURNAL_SCHEMA,
  type PlanEvent,
  type Shard,
} from "./events.ts";
import { factRoots } from "./fact_tree.ts";
import { AGAIN_NAME, FolderError, OutputFolder } from "./folder.ts";
import { Journal, type JournalContent, readJournal } from "./journal.ts";
import { canonicalJson } from "./json.ts";
import { judgeRecord, statusOf } from "./judge_record.ts";
import type { Claim } from "./lab.ts";
import { LentCrew } from "./lent_crew.ts";
import type { RunListener } from "./listener.ts";
import { measuredOf } from "./measured.ts";
import { planEvent, plannedSuite } from "./plan_event.ts";
import { foldEvents, isFinished, type RunRecord } from "./record.ts";
import { dueCells } from "./shard.ts";
import { SIGNAL_STATUS, type StopRequest } from "./signals.ts";

/** How, where and on what claims are verified. */
export interface VerifyOptions {
  /** New, empty, or one that the same command began. */
  readonly folder: OutputFolder;
  readonly profile: Profile;
  readonly suite: Suite;
  /** Seeds of every cell; default: as the specs say. */
  readonly seeds?: number;
  /** The first of them; default 0. */
  readonly firstSeed?: number;
  /** The only arms to measure, as `claim/reading/arm`; default: all. */
  readonly arms?: readonly string[];
  /** What the run is compared with in the end. */
  readonly drift?: DriftOptions;
  readonly sources: readonly InputSource[];
  /** The suite of tasks, where a claim asks for it. */
  readonly taskSuite?: TaskSuite;
  /** Which of the planned cells are measured in this folder; default: all. */
  shardOf?(cells: readonly Cell[]): Shard;
  /** Calls those who measure, by the number of cells that are left. */
  openCrew(cells: number): Promise<Crew>;
  /** Train everything again: refused where a run was begun. */
  readonly fresh?: boolean;
  readonly code: CodeRecord;
  /** Versions of the program and of what runs it. */
  readonly versions: Readonly<Record<string, string>>;
  /** The command line, for the record. */
  readonly command: readonly string[];
  readonly stop: StopRequest;
  readonly listener: RunListener;
}

/** What is in the folder in the end. */
export interface VerifyResult {
  readonly record: RunRecord;
  /** Digest of the journal's last line. */
  readonly head: string;
  /** Exit status that the verdicts, or the signal, call for. */
  readonly status: number;
}

/**
 * Has measured what a plan asks for and is not measured yet, and judges all of it; a shard is
 * measured and not judged.
 *
 * @throws {FolderError} when another plan, program or device began the folder's run.
 * @throws {DataError} when the inputs cannot be had.
 */
export async function verify(
  claims: readonly Claim[],
  options: VerifyOptions,
): Promise<VerifyResult> {
  const { folder, taskSuite, shardOf, ...rest } = options;
  const whole = planEvent(claims.map(({ spec }) => spec), {
    ...rest,
    ...taskSuite && { taskSuite: plannedSuite(taskSuite) },
  });
  const plan = shardOf ? { ...whole, shard: shardOf(whole.cells) } : whole;
  const content = folder.read();
  if (content && options.fresh) {
    throw new FolderError(
      `Cannot use --fresh on ${folder.dir}: a run began there; choose another --out`,
    );
  }
  const before = foldEvents(content?.events ?? []);
  using crew = await options.openCrew(dueCells(plan).length - before.cells.size);
  const difference = differenceFrom(before, {
    plan,
    code: options.code.hash,
    device: crew.device,
    versions: options.versions,
  });
  if (difference) {
    throw new FolderError(`Cannot resume ${folder.dir}: ${difference}; choose another --out`);
  }
  if (!isFinished(before)) return await goOn({ plan, content, before, crew, claims, options });
  refuseFaults(content!, folder.dir);
  if (options.drift) refuseOtherBaseline(before, { plan, dir: folder.dir, drift: options.drift });
  return { record: before, head: content!.head, status: before.end!.status };
}

/** A finished run is rendered again, not measured: what it says of itself must follow from it. */
function refuseFaults(content: JournalContent, dir: string): void {
  const [fault] = auditJournal(content);
  if (fault === undefined) return;
  throw new FolderError(`Cannot use ${dir}: its journal contradicts itself: ${fault}`);
}

/** What a finished run was compared with is what its status and its reports are of. */
function refuseOtherBaseline(
  { drift: made }: RunRecord,
  { plan, dir, drift }: { plan: PlanEvent; dir: string; drift: DriftOptions },
): void {
  if (made && canonicalJson(made.baseline) === canonicalJson(dueBaseline(plan, drift))) return;
  const was = made
    ? `it was compared with another baseline, of commit ${made.baseline.code.commit}`
    : "it ended without a comparison";
  throw new FolderError(
    `Cannot compare the run in ${dir}: ${was}; choose another --out, or --baseline none`,
  );
}

async function goOn(
  { plan, content, before, crew, claims, options }: {
    plan: PlanEvent;
    content: JournalContent | undefined;
    before: RunRecord;
    crew: Crew;
    claims: readonly Claim[];
    options: VerifyOptions;
  },
): Promise<VerifyResult> {
  const { folder, code, stop, listener } = options;
  const started = performance.now();
  const selfTest = await crew.selfTest();
  using journal = Journal.open(folder.journal, content);
  const append = <E extends Event>(event: E): E => {
    const appended = journal.append(event);
    listener.onEvent(appended);
    return appended;
  };
  listener.onBegin(plan, new Set(before.cells.keys()));
  append({
    type: "run",
    schema: JOURNAL_SCHEMA,
    started: new Date().toISOString(),
    command: [...options.command],
    code,
    versions: options.versions,
    device: crew.device,
    ...(selfTest && { selfTest }),
    ...(content?.torn && { cut: { bytes: content.torn } }),
  });
  if (!before.plan) append(plan);
  const left = dueCells(plan).filter(({ key }) => !before.cells.has(key));
  const crewListener: CrewListener = {
    onCell: (cell) => listener.onCell(cell),
    onFact: append,
    onFinished: append,
  };
  await crew.measure(left, { trusted: trustedOf(selfTest), listener: crewListener });
  // What is judged is what a reader of the file will find there; a shard is judged when merged.
  const { events } = readJournal(folder.journal);
  const record = foldEvents(events);
  const verdicts = stop.signal || plan.shard ? [] : judgeRecord(plan, record.cells).map(append);
  const again = (block: FreshBlock) => {
    const openCrew = () => Promise.resolve(new LentCrew(crew, selfTest));
    return measureAgain(block, { ...options, claims, openCrew });
  };
  const found = options.drift && verdicts.length > 0
    ? await driftEvent({ ...options.drift, plan, record, verdicts, again })
    : undefined;
  const drift = found && append(found);
  const end = append({
    type: "end",
    ended: new Date().toISOString(),
    seconds: secondsSince(started),
    trainings: crew.counts(),
    ...factRoots(plan, record.cells),
    ...stop.signal
      ? { status: SIGNAL_STATUS[stop.signal], interrupted: stop.signal }
      : { status: plan.shard ? 0 : statusOf(plan, { verdicts, ...drift && { drift } }) },
  });
  return {
    record: foldEvents([...events, ...verdicts, ...drift ? [drift] : [], end]),
    head: journal.head,
    status: end.status,
  };
}

/**
 * Measures arms on fresh seeds, in a run folder of their own below the run's, which a later start goes
 * on with.
 *
 * @param options Those of the run; its crew may be lent.
 * @returns Undefined where a signal stopped it.
 */
export async function measureAgain(
  block: FreshBlock,
  options: VerifyOptions & { readonly claims: readonly Claim[] },
): Promise<DriftEvent["again"] | undefined> {
  const { claims, drift: _drift, fresh: _fresh, folder: { dir }, listener, ...same } = options;
  const doubted = claims.filter(({ spec }) =>
    block.arms.some((arm) => arm.startsWith(`${spec.id}/`))
  );
  using folder = OutputFolder.open(`${dir}/${AGAIN_NAME}`);
  listener.onDoubt?.(block);
  const { record, head } = await verify(doubted, {
    ...same,
    ...block,
    folder,
    listener: { onBegin() {}, onCell() {}, onEvent() {} },
  });
  return isFinished(record) ? { journal: head, measured: measuredOf(record) } : undefined;
}
