import type { Bound, Evidence, Verdict } from "../claim/mod.ts";

/**
 * A number for people: four significant digits, a point in every locale.
 *
 * @example
 * ```ts
 * import { formatNumber } from "./format.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals([2, 0.12345, 1.5e-7, NaN].map(formatNumber), ["2", "0.1235", "1.5e-7", "NaN"]);
 * ```
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value) && Math.abs(value) < 1e6) {
    return `${value}`;
  }
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return `${Number(value.toPrecision(4))}`;
  return value.toExponential(3).replace(/\.?0+e/, "e").replace("e+", "e");
}

/**
 * A measured number for people: four significant digits, zeros kept, so that 2 and 2.000 differ.
 *
 * @example
 * ```ts
 * import { formatMeasured } from "./format.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals([1.99998, 2, 0.05].map(formatMeasured), ["2.000", "2", "0.05000"]);
 * ```
 */
export function formatMeasured(value: number): string {
  const size = Math.abs(value);
  const plain = size >= 1e-3 && size < 1e4 && !Number.isInteger(value);
  return plain ? value.toPrecision(4) : formatNumber(value);
}

/** A bound as an inequality or a range: `≤ 24`, `≥ 0`, `1.9 … 2.1`. */
export function formatBound({ lower, upper }: Bound): string {
  if (lower !== undefined && upper !== undefined) {
    return `${formatNumber(lower)} … ${formatNumber(upper)}`;
  }
  if (upper !== undefined) return `≤ ${formatNumber(upper)}`;
  return lower === undefined ? "–" : `≥ ${formatNumber(lower)}`;
}

/** An interval as `[1.980, 2.010]`, or why there is none. */
export function formatInterval({ interval, exact }: Evidence): string {
  if (!interval) return exact ? "exact" : "–";
  return `[${formatMeasured(interval.lower)}, ${formatMeasured(interval.upper)}]`;
}

/** The numbers behind a verdict, where it has any. */
export function evidenceOf(verdict: Verdict): Evidence | undefined {
  return "evidence" in verdict ? verdict.evidence : undefined;
}

/** Seconds for people: `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
