import { jstat } from "./_jstat.ts";
import { studentQuantile } from "./student.ts";

/**
 * Smallest true mean (or paired difference) that a one-sided Student test of `n` ≥ 2 values with
 * standard deviation `sd` finds with probability `power`; in the unit of `sd`. Defaults: power .8
 * at level .05. Exact for normal values: the power is that of the noncentral t.
 *
 * @example
 * ```ts
 * import { minimalDetectableDifference } from "./detectable.ts";
 * import { assertAlmostEquals } from "@std/assert";
 * assertAlmostEquals(minimalDetectableDifference(10, { sd: 1 }), 0.853, 1e-3);
 * ```
 */
export function minimalDetectableDifference(
  n: number,
  options: { readonly sd: number; readonly power?: number; readonly alpha?: number },
): number {
  const { sd, power = 0.8, alpha = 0.05 } = options;
  if (!(n >= 2 && sd >= 0 && alpha > 0 && alpha < power && power < 1)) {
    throw new RangeError(
      `Needs n ≥ 2, sd ≥ 0, 0 < alpha < power < 1, not n ${n}, sd ${sd}, alpha ${alpha}, power ${power}`,
    );
  }
  const critical = studentQuantile(1 - alpha, n - 1);
  let [low, high] = [0, 1];
  while (detection(high, { critical, dof: n - 1 }) < power) high *= 2;
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    if (detection(middle, { critical, dof: n - 1 }) < power) low = middle;
    else high = middle;
  }
  return (sd / Math.sqrt(n)) * high;
}

const INTERVALS = 1024;

/**
 * P(T > critical) for a noncentral T: the normal tail averaged over the estimated spread s, whose
 * square is χ²/dof, by Simpson's rule; beyond ten of its standard deviations s carries no weight.
 */
function detection(shift: number, test: { critical: number; dof: number }): number {
  const { critical, dof } = test;
  const reach = 10 / Math.sqrt(2 * dof);
  const from = Math.max(0, 1 - reach);
  const step = (1 + reach - from) / INTERVALS;
  const scale = Math.log(2) + (dof / 2) * Math.log(dof / 2) - jstat.gammaln(dof / 2);
  let total = 0;
  for (let k = 0; k <= INTERVALS; k++) {
    const s = from + k * step;
    const weight = k === 0 || k === INTERVALS ? 1 : k % 2 === 1 ? 4 : 2;
    const powers = dof === 1 ? 0 : (dof - 1) * Math.log(s);
    const density = Math.exp(scale + powers - (dof / 2) * s * s);
    total += weight * density * jstat.normal.cdf(shift - critical * s, 0, 1);
  }
  return (total * step) / 3;
}
