import { pAbove, pBelow } from "./one_sided.ts";

/**
 * p value of two one-sided tests (TOST) that the mean lies strictly within ±`margin` of zero, for at
 * least two values; the larger of the two, no correction is due.
 *
 * Source: Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987.
 *
 * @example
 * ```ts
 * import { pEquivalent } from "./equivalence.ts";
 * import { assert } from "@std/assert";
 * assert(pEquivalent([0.1, -0.1, 0.05, 0], { margin: 1 }) < 0.05);
 * assert(pEquivalent([0.9, 1.1, 1, 0.8], { margin: 1 }) > 0.05);
 * ```
 */
export function pEquivalent(
  values: readonly number[],
  options: { readonly margin: number },
): number {
  if (!(options.margin > 0)) {
    throw new RangeError(`An equivalence margin is positive, not ${options.margin}`);
  }
  return Math.max(pAbove(values, -options.margin), pBelow(values, options.margin));
}
