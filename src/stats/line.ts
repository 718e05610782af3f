import { mean } from "./moments.ts";
import { sum } from "./sum.ts";

/** A straight line fitted to points. */
export interface Line {
  /** Unit of y over unit of x. */
  readonly slope: number;
  /** Value at x = 0, unit of y. */
  readonly intercept: number;
  /** Root mean square of y − line, unit of y. */
  readonly residual: number;
}

/**
 * Least squares line through at least two points, centred first so that an offset costs no digits.
 * Throws a RangeError for unequal lengths, fewer than two points, or a single x.
 *
 * @example
 * ```ts
 * import { fitLine } from "./line.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(fitLine([0, 1, 2], [1, 3, 5]), { slope: 2, intercept: 1, residual: 0 });
 * ```
 */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  if (x.length !== y.length || x.length < 2) {
    throw new RangeError(`A line needs two points or more, not ${x.length} x and ${y.length} y`);
  }
  const [xMean, yMean] = [mean(x), mean(y)];
  const dx = x.map((value) => value - xMean);
  const dy = y.map((value) => value - yMean);
  const spread = sum(dx.map((value) => value * value));
  if (spread === 0) throw new RangeError("A line needs two different x");
  const slope = sum(dx.map((value, index) => value * dy[index]!)) / spread;
  const squares = sum(dx.map((value, index) => (dy[index]! - slope * value) ** 2));
  return { slope, intercept: yMean - slope * xMean, residual: Math.sqrt(squares / x.length) };
}

/**
 * Order of a power law: the least squares slope of log y on log x, dimensionless. Throws a
 * RangeError unless every x and y is positive and finite.
 *
 * @example
 * ```ts
 * import { logSlope } from "./line.ts";
 * import { assertAlmostEquals } from "@std/assert";
 * assertAlmostEquals(logSlope([1e-4, 1e-3, 1e-2], [3e-8, 3e-6, 3e-4]), 2, 1e-12);
 * ```
 */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const bad = [...x, ...y].find((value) => !(value > 0));
  if (bad !== undefined) throw new RangeError(`A power law has positive values, not ${bad}`);
  return fitLine(x.map(Math.log), y.map(Math.log)).slope;
}
