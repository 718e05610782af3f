/**
 * The sum of finite numbers, rounded once: the order of the terms changes no bit of it. A sum that
 * overflows, and one of values that are not finite, is not finite.
 *
 * Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997; the last rounding is that
 * of CPython's `math.fsum`.
 *
 * @example
 * ```ts
 * import { sum } from "./sum.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(sum([1e16, 1, -1e16]), 1);
 * ```
 */
export function sum(values: readonly number[]): number {
  const partials: number[] = [];
  for (const value of values) {
    if (!Number.isFinite(value)) return values.reduce((total, term) => total + term, 0);
    absorb(partials, value);
  }
  return round(partials);
}

/** Adds a term to partial sums that do not overlap and grow in magnitude, without any error. */
function absorb(partials: number[], term: number): void {
  let high = term;
  let kept = 0;
  for (const partial of partials) {
    const [large, small] = Math.abs(high) < Math.abs(partial) ? [partial, high] : [high, partial];
    high = large + small;
    const low = small - (high - large);
    if (low !== 0) partials[kept++] = low;
  }
  partials.length = kept;
  partials.push(high);
}

function round(partials: readonly number[]): number {
  let at = partials.length - 1;
  let high = partials[at] ?? 0;
  let low = 0;
  while (at > 0 && low === 0) {
    const next = partials[--at]!;
    const total = high + next;
    low = next - (total - high);
    high = total;
  }
  // Half-way cases: what lies below `low` decides to which side the sum is rounded.
  const below = at > 0 ? partials[at - 1]! : 0;
  const doubled = 2 * low;
  const up = high + doubled;
  return low * below > 0 && up - high === doubled ? up : high;
}
