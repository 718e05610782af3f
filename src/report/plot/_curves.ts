import { mean } from "../../stats/mod.ts";
import type { SeriesPlot } from "./_catalogue.ts";
import { array, isDrawable, type Sample } from "./_facts.ts";
import { intervalOf } from "./_means.ts";
import type { Point } from "./_panels.ts";

/** What one cell measured along the axis, point by point. */
export interface Curve {
  readonly part: string;
  readonly seed: number;
  readonly points: readonly Point[];
  readonly omitted: number;
}

/** The values that are there at one x: of seeds, or of all that a mean is taken over. */
export interface Step {
  readonly x: number;
  readonly values: readonly number[];
}

/** The curve of an array fact, where it is there. */
export function curveOf(
  sample: Sample,
  { fact, x }: { fact: string; x: SeriesPlot["x"] },
): Curve[] {
  const y = array(sample, fact);
  if (!y || y.length === 0) return [];
  const given = x.fact === undefined ? undefined : array(sample, x.fact);
  const along = given?.length === y.length ? given : y.map((_, i) => i + x.from);
  const points = y.flatMap((y, i) =>
    isDrawable(y) && isDrawable(along[i]!) ? [{ x: along[i]!, y }] : []
  );
  const { part, seed } = sample;
  return [{ part, seed, points, omitted: y.length - points.length }];
}

/** The values of all curves by x, in its order. */
export function stepsOf(curves: readonly Pick<Curve, "points">[]): Step[] {
  const byX = Map.groupBy(curves.flatMap(({ points }) => points), ({ x }) => x);
  return [...byX].map(([x, points]) => ({ x, values: points.map(({ y }) => y) }))
    .sort((a, b) => a.x - b.x);
}

/** The mean of a step. */
export function meanOf({ x, values }: Step): Point {
  return { x, y: mean(values) };
}

/** What one quantity comes to: a curve a part, and the steps of the seeds' means over parts. */
export function summary(curves: readonly Curve[]) {
  const parts = [...Map.groupBy(curves, ({ part }) => part).values()]
    .map((own) => stepsOf(own).map(meanOf));
  const seeds = [...Map.groupBy(curves, ({ seed }) => seed).values()]
    .map((own) => ({ points: stepsOf(own).map(meanOf) }));
  // Where the parts end at different x, a mean over them would jump where one ends.
  const isCommon = new Set(parts.map((points) => points.map(({ x }) => x).join())).size === 1;
  return { parts, seeds: seeds.length, steps: isCommon ? stepsOf(seeds) : [] };
}

/** The ends of the interval of a mean, where there is one. */
export function endsOf({ x, values }: Step): Point[] {
  return intervalOf(values).map((y) => ({ x, y }));
}
