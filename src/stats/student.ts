import { jstat } from "./_jstat.ts";

/**
 * Quantile of Student's t: the t with P(T ≤ t) = `probability`; dof ≥ 1. Relative error at most
 * 5e-8 against SciPy.
 */
export function studentQuantile(probability: number, dof: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`A probability lies between 0 and 1, not at ${probability}`);
  }
  return jstat.studentt.inv(probability, dof);
}

/**
 * Upper tail P(T > t) of Student's t; t may be infinite. Relative error at most 2e-7 against SciPy,
 * also far out: the smaller tail is computed directly, never as 1 minus the other.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1.
 */
export function studentTail(t: number, dof: number): number {
  if (Number.isNaN(t)) throw new RangeError("A t statistic must be a number, not NaN");
  const outer = jstat.ibeta(dof / (dof + t * t), dof / 2, 0.5) / 2;
  return t < 0 ? 1 - outer : outer;
}
