import type { Spec } from "./_sketch.ts";

/** An axis with what it spans. */
export interface Axis {
  readonly domain: readonly [number, number];
  /** The encoding's type, scale and axis. */
  readonly spec: Spec;
}

/** What an axis says. */
export interface AxisOptions {
  readonly title: string;
  /** Most ticks. */
  readonly most: number;
  /** Room beyond the outermost values, as a share of what they span; default 0.04. */
  readonly margin?: number;
}

/** A logarithmic axis over positive values, with ticks at whole powers of ten where it spans some. */
export function logAxis(
  values: readonly number[],
  { title, most, margin = 0.04 }: AxisOptions,
): Axis {
  const exponents = values.map(Math.log10);
  const [lowest, highest] = withMargin(exponents, margin);
  const step = Math.max(1, Math.ceil((highest - lowest) / most));
  const decades: number[] = [];
  for (let e = Math.ceil(lowest / step) * step; e <= highest; e += step) decades.push(e);
  // Less than a decade has ticks within it.
  const ticks = decades.length > 1
    ? decades.map((e) => Number(`1e${e}`))
    : [...new Set([lowest, highest].map(Math.floor))].flatMap((e) =>
      [1, 2, 5].map((digit) => Number(`${digit}e${e}`))
    ).filter((tick) => Math.log10(tick) >= lowest && Math.log10(tick) <= highest);
  const domain = [10 ** lowest, 10 ** highest] as const;
  return {
    domain,
    spec: {
      type: "quantitative",
      scale: { type: "log", domain, nice: false },
      axis: { title, values: ticks, labelExpr: "replace(format(datum.value, '.0e'), '+', '')" },
    },
  };
}

/** A linear axis over values; one that counts has ticks at whole numbers only. */
export function linearAxis(
  values: readonly number[],
  { title, most, margin = 0.04, counts = false }: AxisOptions & { readonly counts?: boolean },
): Axis {
  const domain = withMargin(values, margin);
  return {
    domain,
    spec: {
      type: "quantitative",
      scale: { type: "linear", domain, nice: false, zero: false },
      axis: { title, tickCount: most, ...(counts && { tickMinStep: 1 }) },
    },
  };
}

/** An axis of rows, or of stages at 0, 1, …: without names none is shown. */
export function ordinalAxis(
  domain: readonly [number, number],
  names: readonly string[] = [],
): Axis {
  const values = names.map((_, i) => i);
  return {
    domain,
    spec: {
      type: "quantitative",
      scale: { type: "linear", domain, nice: false, zero: false },
      axis: names.length === 0
        ? null
        : { title: null, values, labelExpr: `${JSON.stringify(names)}[datum.value]` },
    },
  };
}

/** The least and the largest of any number of values. */
export function extent(values: readonly number[]): readonly [lowest: number, highest: number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return [lowest, highest];
}

function withMargin(values: readonly number[], share: number): readonly [number, number] {
  const [lowest, highest] = extent(values);
  const margin = share * (highest - lowest || Math.abs(highest) || 1);
  return [lowest - margin, highest + margin];
}
