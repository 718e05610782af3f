import { meanInterval } from "../stats/mod.ts";
import type { Bound, Evidence } from "./verdict.ts";

/** Level of a one-sided test; two of them make the 90 % interval. */
export const ALPHA = 0.05;

/** A mean over seeds and the interval it is judged by. */
export interface Estimate {
  readonly lower: number;
  readonly upper: number;
  readonly evidence: Pick<Evidence, "measured" | "n" | "interval" | "exact">;
}

/**
 * Estimates the mean of at least one value; without spread the interval is the value itself, and
 * where a value is not finite nothing is.
 */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  if (!values.every(Number.isFinite)) return point({ measured: NaN, n });
  if (n === 1) return point({ measured: values[0]! + 0, n });
  const result = meanInterval(values, { level: 1 - 2 * ALPHA });
  if (result.kind === "exact") return point({ measured: result.mean, n, exact: true });
  const { lower, upper, level } = result;
  const interval = { lower, upper, level, replicated: "seed", n } as const;
  return { lower, upper, evidence: { measured: result.mean, n, interval } };
}

function point(evidence: Estimate["evidence"]): Estimate {
  return { lower: evidence.measured, upper: evidence.measured, evidence };
}

/** How far inside its bound the interval's worse end lies: negative where that end is outside. */
export function slack({ lower, upper }: Estimate, bound: Bound): number {
  return Math.min(lower - (bound.lower ?? -Infinity), (bound.upper ?? Infinity) - upper);
}

/** How far inside its bound the interval's better end lies: negative where all of it is outside. */
export function reach({ lower, upper }: Estimate, bound: Bound): number {
  return Math.min(upper - (bound.lower ?? -Infinity), (bound.upper ?? Infinity) - lower);
}
