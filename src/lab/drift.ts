import {
  armsInDoubt,
  type Baseline,
  compareRuns,
  type Comparison,
  firstFreshSeed,
  type Measured,
} from "../drift/mod.ts";
import type { DriftEvent, PlanEvent, VerdictEvent } from "./events.ts";
import { measuredOf } from "./measured.ts";
import type { RunRecord } from "./record.ts";

/** What is measured again, and where the block of fresh seeds begins. */
export interface FreshBlock {
  /** As `claim/reading/arm`. */
  readonly arms: readonly string[];
  readonly firstSeed: number;
}

/** What a run is compared with, and how. */
export interface DriftOptions {
  readonly baseline: Baseline;
  /** Ids of all claims that the program has, whether they are measured here or not. */
  readonly known: readonly string[];
  /** Puts beside the findings what is known of earlier runs. */
  recall?(comparison: Comparison, run: Measured): Comparison;
}

/**
 * Compares a measured and judged run with a baseline, and has measured again what is in doubt. What
 * the baseline has of claims that were not asked for is left aside, but not what it has of claims
 * that the program has no more.
 *
 * @param options.again Measures arms on fresh seeds; gives undefined where a signal stopped it. Left
 * out, what is in doubt stays so.
 * @returns Undefined where a signal stopped the second measurement.
 */
export async function driftEvent(
  { plan, record, verdicts, baseline, known, recall, again }: DriftOptions & {
    readonly plan: PlanEvent;
    readonly record: RunRecord;
    readonly verdicts: readonly VerdictEvent[];
    again?(block: FreshBlock): Promise<DriftEvent["again"] | undefined>;
  },
): Promise<DriftEvent | undefined> {
  const run = measuredOf(record, verdicts);
  const due = dueBaseline(plan, { baseline, known });
  const first = compareRuns(due, run);
  const arms = again ? armsInDoubt(first, run) : [];
  const fresh = arms.length > 0
    ? await again?.({ arms, firstSeed: firstFreshSeed(baseline, run) })
    : undefined;
  if (arms.length > 0 && !fresh) return undefined;
  const comparison = fresh ? compareRuns(due, run, fresh.measured) : first;
  return {
    type: "drift",
    baseline: due,
    ...(fresh && { again: fresh }),
    comparison: recall?.(comparison, run) ?? comparison,
  };
}

/** A baseline without the claims that were not asked for. */
export function dueBaseline(
  plan: PlanEvent,
  { baseline, known }: Pick<DriftOptions, "baseline" | "known">,
): Baseline {
  const unasked = new Set(known).difference(new Set(plan.claims.map(({ spec }) => spec.id)));
  return { ...baseline, arms: baseline.arms.filter(({ claim }) => !unasked.has(claim)) };
}

/**
 * The comparison that a record's facts and the baseline in its journal give; undefined where it has
 * none. What earlier runs had is taken as it is: their history is another file.
 */
export function comparisonOf(
  record: RunRecord,
  verdicts: readonly VerdictEvent[],
): Comparison | undefined {
  const { drift } = record;
  if (!drift) return undefined;
  const run: Measured = measuredOf(record, verdicts);
  const found = compareRuns(drift.baseline, run, drift.again?.measured);
  const recorded = drift.comparison.findings;
  return {
    ...found,
    findings: found.findings.map((finding, i) => {
      const past = recorded[i]?.past;
      return { ...finding, ...(past && { past }) };
    }),
  };
}
