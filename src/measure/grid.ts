/**
 * `count` values evenly from `from` to `to`, ends included and exact: scaling coefficients to try.
 *
 * @throws {RangeError} unless `count` is a whole number of at least 2 and the ends rise
 *
 * @example P2's α ∈ linspace(0, 1, 21).
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { linspace } from "./mod.ts";
 *
 * assertEquals(linspace({ from: 0, to: 1, count: 21 })[3], 3 / 20);
 * assertEquals(linspace({ from: -2, to: 2, count: 5 }), [-2, -1, 0, 1, 2]);
 * ```
 */
export function linspace(
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
): number[] {
  if (!(Number.isInteger(count) && count >= 2 && from < to && Number.isFinite(to - from))) {
    throw new RangeError(`Cannot space ${count} values evenly from ${from} to ${to}.`);
  }
  const steps = count - 1;
  return Array.from({ length: count }, (_, i) => (from * (steps - i) + to * i) / steps);
}
