import { mean, requireSample, standardDeviation } from "./moments.ts";
import { studentQuantile } from "./student.ts";

/** Where the mean of further values is predicted to lie, in the values' unit. */
export interface PredictionInterval {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Student's two-sided prediction interval for the mean of `m` ≥ 1 further values, from at least two
 * finite ones of the same normal distribution: mean ± t · s · √(1/m + 1/n), with t the quantile at
 * n − 1 degrees of freedom. Values without spread give a point.
 *
 * Where the further values are of the same seeds as the first, the two means go together and the
 * interval is wider than it need be.
 *
 * Source: Hahn and Meeker, Statistical Intervals, 1991, equation 4.8.
 *
 * @param options.level Two-sided level in (0, 1).
 *
 * @example
 * ```ts
 * import { predictionInterval } from "./prediction.ts";
 * import { assertAlmostEquals } from "@std/assert";
 * const { lower, upper } = predictionInterval([1, 2, 3], { m: 3, level: 0.95 });
 * assertAlmostEquals(lower, 2 - 3.513, 1e-3);
 * assertAlmostEquals(upper, 2 + 3.513, 1e-3);
 * ```
 */
export function predictionInterval(
  values: readonly number[],
  { m, level }: { readonly m: number; readonly level: number },
): PredictionInterval {
  requireSample(values);
  if (!(m >= 1)) throw new RangeError(`Cannot predict the mean of ${m} values: it needs one`);
  const n = values.length;
  const centre = mean(values);
  // The lower quantile: of a level next to 1 the upper one would be rounded.
  const t = -studentQuantile((1 - level) / 2, n - 1);
  const half = t * standardDeviation(values) * Math.sqrt(1 / m + 1 / n);
  return { mean: centre, lower: centre - half, upper: centre + half };
}
