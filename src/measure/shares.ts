/**
 * Each value divided by the sum of all, [n]: dimensionless, with the sum 1.
 *
 * @throws {RangeError} without values, for one that is negative or not finite, and when all are 0
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shares } from "./mod.ts";
 *
 * assertEquals(shares([2, 1, 1]), [.5, .25, .25]);
 * ```
 */
export function shares(values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const bad = list.findIndex((value) => !(value >= 0 && value < Infinity));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot divide into shares: value ${bad} is ${list[bad]}, not one from 0 to finite.`,
    );
  }
  const total = list.reduce((sum, value) => sum + value, 0);
  if (total === 0) {
    throw new RangeError(`Cannot divide into shares: the sum of ${list.length} values is 0.`);
  }
  return list.map((value) => value / total);
}

/**
 * The first value's share of the sum of the first `over` values, by default of all. Its natural size
 * is 1/`over`, so `over` belongs beside it wherever it is shown.
 *
 * @throws {RangeError} as {@linkcode shares}, and unless `over` is a whole number from 1 to the
 * number of values
 *
 * @example Norms of a gradient, epoch by epoch.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { firstShare } from "./mod.ts";
 *
 * assertEquals(firstShare([4, 2, 2, 8]), .25);
 * assertEquals(firstShare([4, 2, 2, 8], { over: 3 }), .5);
 * ```
 */
export function firstShare(
  values: ArrayLike<number>,
  { over = values.length }: { readonly over?: number } = {},
): number {
  if (!Number.isInteger(over) || over < 1 || over > values.length) {
    throw new RangeError(
      `Cannot take a share of the first ${over} values: there are ${values.length}.`,
    );
  }
  return shares(Array.from(values).slice(0, over))[0]!;
}

/**
 * The first value's share less the largest later one: above 0 if no later value comes up to the
 * first.
 *
 * @throws {RangeError} as {@linkcode shares}, and for fewer than two values
 */
export function firstLead(values: ArrayLike<number>): number {
  const [first, ...later] = shares(values);
  if (later.length === 0) {
    throw new RangeError("Cannot compare the first value with later ones: there is only one.");
  }
  return first! - Math.max(...later);
}
