import {
  type ClaimSpec,
  type Control,
  describe,
  matches,
  type Reading,
  registrationOf,
  type Weakness,
  weaknessOf,
} from "../claim/mod.ts";
import { armName } from "../drift/mod.ts";
import {
  armsOf,
  judgeRecord,
  type PlanEvent,
  type RunEvent,
  type RunRecord,
  seedsOf,
  statusOf,
  type VerdictEvent,
} from "../lab/mod.ts";
import { driftReport } from "./drift.ts";
import {
  type ClaimReport,
  type ControlReport,
  type ReadingReport,
  type Report,
  REPORT_SCHEMA,
} from "./schema.ts";

/** What the report of every arm is looked up in. */
interface Context {
  readonly plan: PlanEvent;
  /** By `claim/reading/arm`, as the seconds. */
  readonly verdicts: ReadonlyMap<string, VerdictEvent>;
  readonly seconds: ReadonlyMap<string, number>;
}

/**
 * Collects what a run found. Verdicts are the journal's own, or, where the run stopped before it
 * could judge, those of the facts there are.
 *
 * @param head Digest of the journal's last line.
 * @throws {RangeError} when the record has no plan: nothing was begun.
 */
export function collect(record: RunRecord, head: string): Report {
  const { plan, end } = record;
  const run = record.runs.at(-1);
  if (!plan || !run) throw new RangeError("Cannot report: the journal has no plan");
  const verdicts = record.verdicts.length > 0 ? record.verdicts : judgeRecord(plan, record.cells);
  const context: Context = {
    plan,
    verdicts: new Map(verdicts.map((event) => [armName(event), event])),
    seconds: secondsByArm(plan, record),
  };
  return {
    schemaVersion: REPORT_SCHEMA,
    profile: plan.profile,
    suite: plan.suite,
    status: end?.status ?? statusOf(plan, { verdicts }),
    ...(end?.interrupted && { interrupted: end.interrupted }),
    claims: plan.claims.map(({ spec, hash }) => ({
      ...claimHead(spec),
      specHash: hash,
      readings: spec.readings.map((reading) => readingReport(spec, { reading, context })),
    })),
    ...(record.drift && { drift: driftReport(record.drift) }),
    provenance: provenanceOf(record, { plan, run, head }),
  };
}

function claimHead(spec: ClaimSpec): Omit<ClaimReport, "specHash" | "readings"> {
  const { id, alias, version, title, place, quantity } = spec;
  return { id, alias, version, title, place, quantity };
}

function readingReport(
  spec: ClaimSpec,
  { reading, context }: { reading: Reading; context: Context },
): ReadingReport {
  const { plan } = context;
  const { id, statement, arithmetic } = reading;
  const question = { reading: id, suite: plan.suite, profile: plan.profile };
  const { verdict: key, reason, date } = registrationOf(spec, question);
  const { judged, ...common } = armReport(context, `${spec.id}/${id}/main`);
  return {
    id,
    statement,
    place: reading.place ?? spec.place,
    arithmetic,
    ...(reading.published && { published: true }),
    seeds: seedsOf(spec, { ...plan, reading }),
    registered: { verdict: key, reason, date },
    asRegistered: matches(judged.verdict, key),
    alone: judged.alone ?? judged.verdict,
    ...common,
    controls: armsOf(spec).flatMap(({ name, control, reading }) =>
      control && reading.id === id
        ? [
          controlReport(control, {
            ...armReport(context, `${spec.id}/${id}/${name}`),
            weakness: weaknessOf(control, plan),
          }),
        ]
        : []
    ),
  };
}

function controlReport(
  { id, kind, why, registered }: Control,
  { judged, weakness, ...common }: ReturnType<typeof armReport> & {
    weakness: Weakness | undefined;
  },
): ControlReport {
  const asRegistered = registered.some((key) => matches(judged.verdict, key));
  return {
    id,
    kind,
    why,
    registered: [...registered],
    ...(weakness && { weak: { reason: weakness.reason, date: weakness.date } }),
    asRegistered,
    ...common,
  };
}

function armReport({ verdicts, seconds }: Context, key: string) {
  const judged = verdicts.get(key);
  if (!judged) throw new RangeError(`Cannot report: the journal has no verdict on ${key}`);
  const { verdict, parts } = judged;
  return {
    judged,
    verdict,
    text: describe(verdict),
    parts,
    seconds: toMilliseconds(seconds.get(key) ?? 0),
  };
}

function secondsByArm(plan: PlanEvent, { cells }: RunRecord): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const cell of plan.cells) {
    const arm = `${cell.claim}/${cell.reading}/${cell.arm}`;
    const own = cells.get(cell.key)?.event.seconds ?? 0;
    seconds.set(arm, (seconds.get(arm) ?? 0) + own);
  }
  return seconds;
}

/** Cells are timed to the millisecond; sums of their seconds would show rounding besides. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function provenanceOf(
  record: RunRecord,
  { plan, run, head }: { plan: PlanEvent; run: RunEvent; head: string },
): Report["provenance"] {
  const { end } = record;
  // In the order of the plan: sums are then the same, whatever was finished first.
  const cells = plan.cells.flatMap(({ key }) => record.cells.get(key) ?? []);
  const facts = cells.flatMap((cell) => cell.facts);
  const { command, code, versions, device, selfTest, merged } = run;
  const starts = merged?.map(({ started }) => started) ?? [];
  const longest = Math.max(0, ...merged?.map(({ seconds }) => seconds) ?? []);
  return {
    command,
    code,
    versions,
    device,
    ...(selfTest && { selfTest }),
    sources: plan.sources,
    ...(plan.taskSuite && { taskSuite: plan.taskSuite }),
    started: starts.toSorted()[0] ?? record.runs[0]!.started,
    ...(end && { ended: end.ended, elapsed: merged ? longest : end.seconds }),
    ...(merged && { shards: merged }),
    ...(end?.trainings && { trainings: end.trainings }),
    seconds: toMilliseconds(cells.reduce((total, { event }) => total + event.seconds, 0)),
    runs: record.runs.length,
    facts: facts.length,
    cachedFacts: facts.filter(({ source }) => source === "cached").length,
    cells: { planned: plan.cells.length, finished: cells.length },
    journalHead: head,
    ...(end?.root !== undefined && { root: end.root }),
    ...(end?.fingerprint !== undefined && { fingerprint: end.fingerprint }),
  };
}
