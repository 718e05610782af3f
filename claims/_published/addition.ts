import { printedHundredths } from "./hundredths.ts";
import type { Cells } from "./tables.ts";

/** Accuracies of single-task experts and of a merge relative to them, by task: shares of one. */
export type MadeUpRow = {
  readonly experts: readonly number[];
  /** Merged over expert accuracy, by task. */
  readonly ratios: readonly number[];
};

/** A row of an addition table in hundredths of a percent. */
export interface AdditionRow {
  readonly abs: number;
  readonly norm: number;
}

/** A row of an addition table as printed, by its name `model/method`. */
export const printedRow = (cells: Cells, row: string): AdditionRow => ({
  abs: cells(`${row}/abs`),
  norm: cells(`${row}/norm`),
});

/** Prints Abs and Norm of known experts and merges: the means over tasks of merged and of ratio. */
export function additionRow({ experts, ratios }: MadeUpRow): AdditionRow {
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / values.length;
  return {
    abs: printedHundredths(100 * mean(experts.map((expert, t) => expert * ratios[t]!))),
    norm: printedHundredths(100 * mean(ratios)),
  };
}

/**
 * Abs over Norm in %: the mean of the experts' accuracies weighted by how much of each the merge
 * keeps, Σ r_t e_t / Σ r_t with r_t merged over expert accuracy (P2, equation 118).
 */
export const impliedExpert = ({ abs, norm }: AdditionRow): number => 100 * abs / norm;

/**
 * What part of a gain in Norm, in points, is gone when both rows are divided by the baseline's
 * experts: N' − N·A'/A is printed N' − N less the gain N·(A'/A − 1).
 */
export function lostGain(baseline: AdditionRow, regularised: AdditionRow): number {
  return (regularised.norm - baseline.norm) / 100 - commonGain(baseline, regularised);
}

/** The gain in Norm, in points, that the gain in Abs makes on the baseline's denominators. */
export function commonGain(baseline: AdditionRow, regularised: AdditionRow): number {
  return baseline.norm * (regularised.abs / baseline.abs - 1) / 100;
}
