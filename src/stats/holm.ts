/**
 * Holm's step-down adjustment: p values that hold together over the family, in the order given.
 * Throws a RangeError for anything that is not a probability.
 *
 * Source: Holm, Scandinavian Journal of Statistics 6(2), 1979.
 *
 * @example
 * ```ts
 * import { holm } from "./holm.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(holm([0.01, 0.5, 0.25]), [0.03, 0.5, 0.5]);
 * ```
 */
export function holm(pValues: readonly number[]): number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new RangeError(`A p value lies in [0, 1], not at ${bad}`);
  const ascending = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted: number[] = new Array(pValues.length);
  let least = 0;
  ascending.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = least;
  });
  return adjusted;
}
