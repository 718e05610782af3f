import type { Profile, Suite } from "../claim/mod.ts";
import type { InputSource } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import { differenceFrom } from "./agree.ts";
import { auditJournal } from "./audit.ts";
import type { CodeRecord } from "./code.ts";
import { JOURNAL_SCHEMA, type PlanEvent, type RunEvent } from "./events.ts";
import { FolderError, type OutputFolder } from "./folder.ts";
import { Journal, type JournalContent, readJournal } from "./journal.ts";
import { judgeRecord, statusOf } from "./judge_record.ts";
import type { Claim } from "./lab.ts";
import type { Bench } from "./measure.ts";
import { measureAll, secondsSince } from "./measure_all.ts";
import { planEvent } from "./plan_event.ts";
import type { Progress } from "./progress.ts";
import { foldEvents, isFinished, type RunRecord } from "./record.ts";
import { Runs } from "./runs.ts";
import { SIGNAL_STATUS, type StopRequest } from "./signals.ts";
import type { RunStore } from "./store.ts";

/** What the engine's self-test found; recorded as it is. */
export type SelfTest = NonNullable<RunEvent["selfTest"]>;

/** How, where and on what claims are verified. */
export interface VerifyOptions {
  /** New, empty, or one that the same command began. */
  readonly folder: OutputFolder;
  readonly profile: Profile;
  readonly suite: Suite;
  /** Seeds of every cell; default: as the specs say. */
  readonly seeds?: number;
  readonly sources: readonly InputSource[];
  /** Opens the device; an error it returns becomes `not-run` verdicts. */
  openEngine(): Promise<Engine | Error>;
  selfTest(engine: Engine): Promise<SelfTest>;
  readonly store: RunStore;
  /** Train everything again: refused where a run was begun. */
  readonly fresh?: boolean;
  readonly code: CodeRecord;
  /** Versions of the program and of what runs it. */
  readonly versions: Readonly<Record<string, string>>;
  /** The command line, for the record. */
  readonly command: readonly string[];
  readonly stop: StopRequest;
  readonly progress: Progress;
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
 * Measures what a plan asks for and is not measured yet, and judges all of it.
 *
 * @throws {FolderError} when another plan, program or device began the folder's run.
 * @throws {DataError} when the inputs cannot be had.
 */
export async function verify(
  claims: readonly Claim[],
  options: VerifyOptions,
): Promise<VerifyResult> {
  const { folder } = options;
  const plan = planEvent(claims.map(({ spec }) => spec), options);
  const content = folder.read();
  if (content && options.fresh) {
    throw new FolderError(
      `Cannot use --fresh on ${folder.dir}: a run began there; choose another --out`,
    );
  }
  const engine = await options.openEngine();
  try {
    const before = foldEvents(content?.events ?? []);
    const device = deviceOf(engine);
    const difference = differenceFrom(before, { plan, code: options.code.hash, device });
    if (difference) {
      throw new FolderError(`Cannot resume ${folder.dir}: ${difference}; choose another --out`);
    }
    if (!isFinished(before)) await goOn(claims, { plan, content, before, engine, options });
    else refuseFaults(content!, folder.dir);
  } finally {
    if (!(engine instanceof Error)) engine.close();
  }
  const { events, head } = readJournal(folder.journal);
  const record = foldEvents(events);
  return { record, head, status: record.end!.status };
}

/** A finished run is rendered again, not measured: what it says of itself must follow from it. */
function refuseFaults(content: JournalContent, dir: string): void {
  const [fault] = auditJournal(content);
  if (fault === undefined) return;
  throw new FolderError(`Cannot use ${dir}: its journal contradicts itself: ${fault}`);
}

async function goOn(
  claims: readonly Claim[],
  { plan, content, before, engine, options }: {
    plan: PlanEvent;
    content: JournalContent | undefined;
    before: RunRecord;
    engine: Engine | Error;
    options: VerifyOptions;
  },
): Promise<void> {
  const { folder, sources, store, code, stop, progress } = options;
  const started = performance.now();
  const selfTest = engine instanceof Error ? undefined : await options.selfTest(engine);
  using journal = Journal.open(folder.journal, content);
  journal.append({
    type: "run",
    schema: JOURNAL_SCHEMA,
    started: new Date().toISOString(),
    command: [...options.command],
    code,
    versions: options.versions,
    device: deviceOf(engine),
    ...(selfTest && { selfTest }),
    ...(content?.torn && { cut: { bytes: content.torn } }),
  });
  if (!before.plan) journal.append(plan);
  const trusted = trustedOf(selfTest);
  const bench = { engine, trusted, sources, runs: new Runs(store), code: code.hash, stop };
  await measureAll(claims, { cells: plan.cells, finished: before.cells, bench, journal, progress });
  const end = () => ({
    type: "end" as const,
    ended: new Date().toISOString(),
    seconds: secondsSince(started),
  });
  if (stop.signal) {
    journal.append({ ...end(), status: SIGNAL_STATUS[stop.signal], interrupted: stop.signal });
  } else {
    const { cells } = foldEvents(readJournal(folder.journal).events);
    const verdicts = judgeRecord(plan, cells).map((event) => journal.append(event));
    journal.append({ ...end(), status: statusOf(plan, verdicts) });
  }
}

/** What a self-test's outcome lets be trusted; nothing where there was none. */
export function trustedOf(selfTest: SelfTest | undefined): Bench["trusted"] {
  return {
    gradients: selfTest?.gradientsPassed ?? false,
    curvature: selfTest?.passed ?? false,
  };
}

function deviceOf(engine: Engine | Error): RunEvent["device"] {
  return engine instanceof Error ? { kind: "none", label: engine.message } : { ...engine.device };
}
