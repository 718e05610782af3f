import { sum } from "./sum.ts";

/** Throws a RangeError unless there are at least `least` values and all are finite. */
export function requireSample(values: readonly number[], least = 2): void {
  if (values.length < least) {
    throw new RangeError(`Cannot judge a sample of ${values.length}: it needs ${least} values`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`Cannot judge a sample: value ${bad} is ${values[bad]}`);
}

/** Says whether every value is the same number. */
export function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/**
 * Arithmetic mean of at least one finite value, in the values' unit; equal values give themselves.
 *
 * @example
 * ```ts
 * import { mean } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(mean([0.1, 0.1, 0.1]), 0.1);
 * ```
 */
export function mean(values: readonly number[]): number {
  requireSample(values, 1);
  // Adding zero makes -0 plain zero: the order of 0 and -0 must not show.
  return isConstant(values) ? values[0]! + 0 : sum(values) / values.length;
}

/**
 * Median of at least one finite value, in the values' unit: of an even number the mean of the two
 * in the middle.
 *
 * @example
 * ```ts
 * import { median } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals([median([9, 1, 2]), median([9, 1, 2, 3])], [2, 2.5]);
 * ```
 */
export function median(values: readonly number[]): number {
  requireSample(values, 1);
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}

/**
 * Sample standard deviation (n − 1) of at least two finite values, in the values' unit: two passes,
 * corrected for the rounding of the mean, and scaled so that no square under- or overflows.
 *
 * Source: Chan, Golub and LeVeque, The American Statistician 37(3), 1983, equation 1.7.
 */
export function standardDeviation(values: readonly number[]): number {
  requireSample(values);
  if (isConstant(values)) return 0;
  const centre = mean(values);
  const scale = Math.max(...values.map((value) => Math.abs(value - centre)));
  const deviations = values.map((value) => (value - centre) / scale);
  const bias = sum(deviations) ** 2 / values.length;
  const squares = sum(deviations.map((deviation) => deviation ** 2));
  return scale * Math.sqrt((squares - bias) / (values.length - 1));
}

/**
 * Paired differences `treated − baseline`, one a pair. Throws a RangeError for unequal lengths.
 *
 * @example
 * ```ts
 * import { differences } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(differences([3, 5], [1, 1]), [2, 4]);
 * ```
 */
export function differences(treated: readonly number[], baseline: readonly number[]): number[] {
  if (treated.length !== baseline.length) {
    throw new RangeError(`Cannot pair ${treated.length} values with ${baseline.length}`);
  }
  return treated.map((value, index) => value - baseline[index]!);
}
