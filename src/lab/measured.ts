import { registrationOf, weaknessOf } from "../claim/mod.ts";
import { armName, type Measured, type MeasuredArm, type MeasuredPart } from "../drift/mod.ts";
import type { Cell } from "./cell.ts";
import { sha256 } from "./digest.ts";
import type { FactEvent, PlanEvent, VerdictEvent } from "./events.ts";
import { canonicalJson } from "./json.ts";
import { type Arm, armsOf, isReplicated } from "./plan.ts";
import type { FinishedCell, RunRecord } from "./record.ts";

/** Digits of a digest that is there to notice a difference, not to withstand an attack. */
const DIGITS = 16;

/**
 * What a run measured, gathered by arm and part: its repeatable facts, scalars as they are and of
 * arrays a digest.
 *
 * @param verdicts What its facts are judged as; default: as the record says.
 * @throws {RangeError} when the record has no plan.
 */
export function measuredOf(
  record: RunRecord,
  verdicts: readonly VerdictEvent[] = record.verdicts,
): Measured {
  const { plan, runs } = record;
  const run = runs.at(-1);
  if (!plan || !run) throw new RangeError("Cannot gather what was measured: there is no plan");
  const { profile, suite, seeds, firstSeed, sources, taskSuite } = plan;
  const { kind, label } = run.device;
  const cells = Map.groupBy(plan.cells, armName);
  const judged = new Map(verdicts.map((event) => [armName(event), event]));
  return {
    profile,
    suite,
    recorded: runs[0]!.started,
    code: run.code,
    versions: run.versions,
    device: { kind, label },
    ...(seeds !== undefined && { seeds }),
    ...(firstSeed !== undefined && { firstSeed }),
    inputs: [...sources, ...(taskSuite ? [taskSuite] : [])]
      .map(({ name, digest }) => ({ name, digest })),
    arms: plan.claims.flatMap(({ spec }) =>
      armsOf(spec).flatMap((arm) => {
        const name = armName({ claim: spec.id, reading: arm.reading.id, arm: arm.name });
        const event = judged.get(name);
        const planned = cells.get(name) ?? [];
        return event ? [measuredArm(arm, { event, planned, plan, cells: record.cells })] : [];
      })
    ),
  };
}

function measuredArm(
  arm: Arm,
  { event, planned, plan, cells }: {
    event: VerdictEvent;
    planned: readonly Cell[];
    plan: PlanEvent;
    cells: RunRecord["cells"];
  },
): MeasuredArm {
  const { claim, reading, verdict, alone } = event;
  const parts = [...Map.groupBy(planned, ({ part }) => part)].map(([part, own]) => {
    const finished = own.flatMap(({ key, seed }) => {
      const cell = cells.get(key);
      return cell?.event.outcome.status === "measured" ? [{ seed, ...cell }] : [];
    });
    return measuredPart(part, finished);
  });
  return {
    claim,
    reading,
    arm: arm.name,
    ...(!isReplicated(arm.reading) && { single: true as const }),
    criterion: arm.control?.criterion ?? arm.reading.criterion,
    registered: registeredFor(arm, { plan, claim }),
    verdict,
    ...(alone && canonicalJson(alone) !== canonicalJson(verdict) && { alone }),
    parts,
  };
}

/** The verdicts that an arm may return; a control that is registered as weak may be undecided. */
function registeredFor(
  { control, reading }: Arm,
  { plan: { claims, suite, profile }, claim }: { plan: PlanEvent; claim: string },
): MeasuredArm["registered"] {
  if (control) {
    const weak = weaknessOf(control, { suite, profile }) !== undefined;
    return [...control.registered, ...(weak ? ["inconclusive" as const] : [])];
  }
  const { spec } = claims.find(({ spec }) => spec.id === claim)!;
  return [registrationOf(spec, { reading: reading.id, suite, profile }).verdict];
}

type SeededCell = FinishedCell & { readonly seed: number };

function measuredPart(part: string, cells: readonly SeededCell[]): MeasuredPart {
  const seeds = cells.map(({ seed }) => seed);
  const facts = cells.flatMap(({ seed, facts }) =>
    facts.filter(({ repeatable }) => repeatable).map((fact) => ({ seed, fact }))
  );
  const scalars = facts.flatMap(({ seed, fact: { value, ...fact } }) =>
    typeof value === "number" ? [{ ...fact, seed, value }] : []
  );
  const arrays = facts.filter(({ fact }) => typeof fact.value !== "number");
  return {
    part,
    seeds,
    seconds: cells.map(({ event }) => event.seconds),
    values: Object.fromEntries([...Map.groupBy(scalars, ({ name }) => name)].map(([name, own]) => [
      name,
      {
        unit: own[0]!.unit,
        values: own.map(({ value }) => value),
        ...(own.length < seeds.length && { seeds: own.map(({ seed }) => seed) }),
      },
    ])),
    arrays: Object.fromEntries(
      [...Map.groupBy(arrays, ({ fact }) => fact.name)].map(([name, own]) => [
        name,
        { unit: own[0]!.fact.unit, digest: digestOf(own) },
      ]),
    ),
  };
}

function digestOf(facts: readonly { seed: number; fact: FactEvent }[]): string {
  const content = facts.map(({ seed, fact: { value } }) => ({ seed, value }));
  return sha256(canonicalJson(content)).slice(0, DIGITS);
}
