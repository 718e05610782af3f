import {
  type ClaimSpec,
  type ControlOutcome,
  controlOutcome,
  type ExitStatus,
  exitStatus,
  judge,
  type Judgement,
  type Observation,
  type PartJudgement,
  PROFILES,
  registrationOf,
  settle,
  type Verdict,
  worst,
} from "../claim/mod.ts";
import { armName, driftStatus } from "../drift/mod.ts";
import type { Cell } from "./cell.ts";
import type { DriftEvent, PlanEvent, VerdictEvent } from "./events.ts";
import { type Arm, armsOf, isReplicated } from "./plan.ts";
import type { FinishedCell, RunRecord } from "./record.ts";

type Cells = RunRecord["cells"];

/** What an arm is judged by: its planned cells, by `claim/reading/arm`, and what came of them. */
interface Grounds {
  readonly plan: PlanEvent;
  readonly planned: ReadonlyMap<string, readonly Cell[]>;
  readonly cells: Cells;
}

/**
 * Judges everything a plan asks about, from the facts of its finished cells alone: each arm by its
 * criterion, then the readings of a claim with all its controls.
 *
 * @returns Verdicts in the order of the plan: a reading's main arm, then the controls that guard it.
 */
export function judgeRecord(plan: PlanEvent, cells: Cells): VerdictEvent[] {
  const planned = Map.groupBy(plan.cells, armName);
  return plan.claims.flatMap(({ spec }) => judgeClaim(spec, { plan, planned, cells }));
}

/** What a run came to: verdicts, and its drift from a baseline where it was compared with one. */
export interface Conclusion {
  readonly verdicts: readonly VerdictEvent[];
  readonly drift?: Pick<DriftEvent, "comparison">;
}

/**
 * The exit status that a run's verdicts and drift call for: the verdicts are those of readings, each
 * with the controls that guard it.
 */
export function statusOf(plan: PlanEvent, { verdicts, drift }: Conclusion): number {
  const statuses = [
    statusOfVerdicts(plan, verdicts),
    ...drift ? [driftStatus(drift.comparison)] : [],
  ];
  return worst(statuses)!;
}

function statusOfVerdicts(plan: PlanEvent, verdicts: readonly VerdictEvent[]): ExitStatus {
  const byClaim = Map.groupBy(verdicts, ({ claim }) => claim);
  return exitStatus(plan.claims.flatMap(({ spec }) => {
    const judged = byClaim.get(spec.id) ?? [];
    const controls = outcomesOf(spec, { plan, judged });
    return judged.filter(({ arm }) => arm === "main").map(({ reading, verdict }) => ({
      verdict,
      registered: registrationOf(spec, { ...plan, reading }).verdict,
      controls: controls.filter((control) => control.reading === reading),
    }));
  }));
}

function judgeClaim(spec: ClaimSpec, grounds: Grounds): VerdictEvent[] {
  const { plan } = grounds;
  const judged = armsOf(spec).map((arm): VerdictEvent => ({
    type: "verdict",
    claim: spec.id,
    reading: arm.reading.id,
    arm: arm.name,
    ...judgeArm(arm, { claim: spec.id, ...grounds }),
  }));
  const alone = judged.filter(({ arm }) => arm === "main");
  const settled = settle(alone, outcomesOf(spec, { plan, judged }));
  return judged.map((event) => {
    if (event.arm !== "main") return event;
    const { verdict } = settled.find(({ reading }) => reading === event.reading)!;
    return { ...event, verdict, alone: event.verdict };
  });
}

function outcomesOf(
  spec: ClaimSpec,
  { plan: { suite, profile }, judged }: { plan: PlanEvent; judged: readonly VerdictEvent[] },
): ControlOutcome[] {
  const events = new Map(judged.map((event) => [armName(event), event]));
  return armsOf(spec).flatMap(({ name, control, reading }) => {
    const event = events.get(armName({ claim: spec.id, reading: reading.id, arm: name }));
    return control && event ? [controlOutcome(control, { ...event, suite, profile })] : [];
  });
}

function judgeArm(
  arm: Arm,
  { claim, plan, cells, ...grounds }: Grounds & { readonly claim: string },
): Judgement {
  const planned = grounds.planned.get(`${claim}/${arm.reading.id}/${arm.name}`) ?? [];
  if (planned.length === 0) return { verdict: leftOut(arm, plan), parts: [] };
  const hindered = hindrances(planned, cells);
  if (hindered.length > 0) return { verdict: hindered[0]!.verdict, parts: hindered };
  const missing = planned.filter(({ key }) => !cells.has(key)).length;
  if (missing > 0) return { verdict: incomplete(missing, planned.length), parts: [] };
  const power = arm.control?.power;
  const { family } = arm.reading;
  return judge({
    criterion: arm.control?.criterion ?? arm.reading.criterion,
    parts: [...new Set(planned.map(({ part }) => part))],
    seeds: [...new Set(planned.map(({ seed }) => seed))],
    observations: planned.flatMap((cell) => observation(cell, cells.get(cell.key))),
    ...(power && { power }),
    ...(arm.name === "main" && family !== undefined && { family }),
    ...(arm.reading.constructed && { constructed: true }),
    ...(arm.name === "main" && isReplicated(arm.reading) && { replicated: true }),
  });
}

/** Parts with a cell that has no facts, errors first; the first one speaks for the arm. */
function hindrances(planned: readonly Cell[], cells: Cells): PartJudgement[] {
  const parts = new Map<string, Verdict>();
  for (const status of ["error", "not-run"] as const) {
    for (const { key, part } of planned) {
      const outcome = cells.get(key)?.event.outcome;
      if (outcome?.status === status && !parts.has(part)) parts.set(part, outcome);
    }
  }
  return [...parts].map(([part, verdict]) => ({ part, verdict }));
}

function observation({ part, seed }: Cell, cell: FinishedCell | undefined): Observation[] {
  if (!cell) return [];
  const values = Object.fromEntries(cell.facts.map(({ name, value }) => [name, value]));
  return [{ part, seed, values }];
}

function incomplete(missing: number, planned: number): Verdict {
  const detail = `${missing} of ${planned} cells are not measured`;
  return { status: "error", reason: "incomplete", detail };
}

function leftOut({ reading, control }: Arm, { profile, arms }: PlanEvent): Verdict {
  if (arms) {
    return { status: "not-run", reason: "not-planned", detail: "other arms were asked for" };
  }
  const { protocols } = control ?? reading;
  const later = PROFILES.find((name) => protocols[name].length > 0);
  return later
    ? {
      status: "not-run",
      reason: "left-to-larger-profile",
      detail: `profile ${profile} leaves it to profile ${later}`,
    }
    : { status: "not-run", reason: "not-planned", detail: "no profile has a protocol for it" };
}
