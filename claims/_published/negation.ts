import { printedHundredths } from "./hundredths.ts";

/** The shares of the base's control accuracy that P2's negation tables hold, with their tables. */
export const THRESHOLDS = [
  { table: "table-2", share: 0.95 },
  { table: "table-4", share: 0.9 },
  { table: "table-5", share: 0.8 },
] as const;

/** A row of a negation table at each threshold, in hundredths of a percent. */
export interface NegationRow {
  readonly target: number;
  readonly control: number;
}

/** Zero-shot accuracies of a made-up model, in %. */
export const MADE_UP_BASE = { target: 50, control: 70 } as const;

/** α ∈ linspace(0, 1, 21), as P2 evaluates. */
const COEFFICIENTS = Array.from({ length: 21 }, (_, i) => i / 20);

/**
 * Negates made-up task vectors as P2 does: per task the lowest target accuracy on the grid whose
 * control accuracy is at least the share of the base's, then the means over tasks.
 *
 * @param damage Share of the control accuracy that α = 1 costs, by task: where it is below .05 for
 *   every task no threshold is ever met, and the cap α ≤ 1 binds throughout.
 */
export function negationRows(damage: readonly number[]): readonly NegationRow[] {
  return THRESHOLDS.map(({ share }) => {
    const best = damage.map((cost) => {
      const kept = COEFFICIENTS.filter((alpha) => 1 - cost * alpha >= share);
      return kept.map((alpha) => ({
        target: MADE_UP_BASE.target * (1 - 0.9 * alpha),
        control: MADE_UP_BASE.control * (1 - cost * alpha),
      })).toSorted((a, b) => a.target - b.target)[0]!;
    });
    const mean = (name: "target" | "control") =>
      printedHundredths(best.reduce((total, row) => total + row[name], 0) / best.length);
    return { target: mean("target"), control: mean("control") };
  });
}
