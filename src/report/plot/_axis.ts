import type { Spec } from "./_sketch.ts";

/** A logarithmic axis over positive finite values, with ticks at whole powers of ten. */
export function logAxis(
  values: readonly number[],
  { title, most }: { readonly title: string; readonly most: number },
): Spec {
  const exponents = values.map(Math.log10);
  const [lowest, highest] = [Math.min(...exponents), Math.max(...exponents)];
  const margin = 0.04 * Math.max(highest - lowest, 1);
  const step = Math.max(1, Math.ceil((highest - lowest + 2 * margin) / most));
  const ticks: number[] = [];
  for (let e = Math.ceil((lowest - margin) / step) * step; e <= highest + margin; e += step) {
    ticks.push(Number(`1e${e}`));
  }
  const domain = [10 ** (lowest - margin), 10 ** (highest + margin)];
  return {
    type: "quantitative",
    scale: { type: "log", domain, nice: false },
    axis: { title, values: ticks, format: ".0e", grid: true },
  };
}
