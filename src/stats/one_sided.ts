import { isConstant, mean, requireSample, standardDeviation } from "./moments.ts";
import { studentTail } from "./student.ts";

/**
 * One-sided p value of Student's test that the mean of at least two values lies above `bound`;
 * without spread 0 or 1, by comparison. A paired test is this one on `differences`.
 *
 * @example
 * ```ts
 * import { pAbove } from "./one_sided.ts";
 * import { assert, assertEquals } from "@std/assert";
 * assert(pAbove([1.1, 1.2, 1.3], 0) < 0.05);
 * assertEquals(pAbove([1, 1, 1], 1), 1);
 * ```
 */
export function pAbove(values: readonly number[], bound: number): number {
  requireSample(values);
  const distance = mean(values) - bound;
  if (isConstant(values)) return distance > 0 ? 0 : 1;
  // A spread so small that its standard error underflows must not make 0/0 of a mean on the bound.
  if (distance === 0) return 0.5;
  const error = standardDeviation(values) / Math.sqrt(values.length);
  return studentTail(distance / error, values.length - 1);
}

/** One-sided p value of the test that the mean lies below `bound`: `pAbove` mirrored at zero. */
export function pBelow(values: readonly number[], bound: number): number {
  return pAbove(values.map((value) => -value), -bound);
}
