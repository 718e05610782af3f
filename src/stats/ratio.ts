import { type MeanInterval, meanInterval } from "./interval.ts";

/**
 * Paired ratios `treated / baseline`, one a pair, dimensionless. Throws a RangeError for unequal
 * lengths and for a value that is not positive and finite.
 *
 * @example
 * ```ts
 * import { ratios } from "./ratio.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(ratios([3, 5], [2, 1]), [1.5, 5]);
 * ```
 */
export function ratios(treated: readonly number[], baseline: readonly number[]): number[] {
  if (treated.length !== baseline.length) {
    throw new RangeError(`Cannot pair ${treated.length} values with ${baseline.length}`);
  }
  requirePositive([...treated, ...baseline]);
  return treated.map((value, index) => value / baseline[index]!);
}

/**
 * The geometric mean of at least two positive ratios with Student's two-sided confidence interval,
 * taken on their logarithms: of the inverse ratios the interval is the inverse.
 *
 * @example
 * ```ts
 * import { ratioInterval } from "./ratio.ts";
 * import { assertAlmostEquals } from "@std/assert";
 * const { mean } = ratioInterval([1.25, 0.8], { level: 0.9 });
 * assertAlmostEquals(mean, 1, 1e-15);
 * ```
 */
export function ratioInterval(
  values: readonly number[],
  options: { readonly level: number },
): MeanInterval {
  requirePositive(values);
  const found = meanInterval(values.map(Math.log), options);
  // Through its logarithm a ratio would come back rounded.
  if (found.kind === "exact") return { ...found, mean: values[0]! };
  const { mean, lower, upper } = found;
  return { ...found, mean: Math.exp(mean), lower: Math.exp(lower), upper: Math.exp(upper) };
}

function requirePositive(values: readonly number[]): void {
  const bad = values.find((value) => !(value > 0 && value < Infinity));
  if (bad !== undefined) throw new RangeError(`A ratio is of positive finite values, not ${bad}`);
}
