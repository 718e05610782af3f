import { isConstant, mean, requireSample, standardDeviation } from "./moments.ts";
import { studentQuantile } from "./student.ts";

/** A mean with its two-sided confidence interval; without spread there is a point, no interval. */
export type MeanInterval =
  | { readonly kind: "exact"; readonly mean: number; readonly n: number }
  | {
    readonly kind: "student";
    readonly mean: number;
    readonly n: number;
    readonly lower: number;
    readonly upper: number;
    /** Two-sided confidence level in (0, 1). */
    readonly level: number;
  };

/**
 * Student's two-sided confidence interval of the mean of at least two finite values, in their unit.
 * Equal values give `exact`: no spread was seen, so no interval can be stated.
 *
 * @example
 * ```ts
 * import { meanInterval } from "./interval.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * const interval = meanInterval([1, 2, 3], { level: 0.9 });
 * assertEquals(interval.kind, "student");
 * if (interval.kind === "student") assertAlmostEquals(interval.upper, 3.6858, 1e-4);
 * assertEquals(meanInterval([2, 2], { level: 0.9 }), { kind: "exact", mean: 2, n: 2 });
 * ```
 */
export function meanInterval(
  values: readonly number[],
  options: { readonly level: number },
): MeanInterval {
  requireSample(values);
  const n = values.length;
  const centre = mean(values);
  if (isConstant(values)) return { kind: "exact", mean: centre, n };
  const half = studentQuantile((1 + options.level) / 2, n - 1) *
    (standardDeviation(values) / Math.sqrt(n));
  const { level } = options;
  return { kind: "student", mean: centre, n, lower: centre - half, upper: centre + half, level };
}
