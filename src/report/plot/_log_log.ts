import { type Slope, slopePoints } from "../../claim/mod.ts";
import { logSlope, mean, meanInterval } from "../../stats/mod.ts";
import { formatMeasured, formatNumber } from "../format.ts";
import { logAxis } from "./_axis.ts";
import { array, type ClaimFacts, type ReadingFacts, type Sample, scalar } from "./_facts.ts";
import { only, panelled } from "./_panels.ts";
import type { Sketch, Spec } from "./_sketch.ts";
import { label } from "./_text.ts";
import { COLOURS } from "./_theme.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What one seed measured of a part: its points by number, and the slope of those that are fitted. */
interface Curve {
  readonly seed: number;
  readonly points: readonly (Point & { readonly i: number; readonly isFitted: boolean })[];
  readonly slope: number | undefined;
  readonly omitted: number;
}

/** A reading with the curves of its parts. */
interface Panel extends ReadingFacts {
  readonly criterion: Slope;
  readonly curves: ReadonlyMap<string, readonly Curve[]>;
  /** The part that decided. */
  readonly part: string;
}

/** Of the readings whose criterion is a slope: y over x, both logarithmic, and the fitted line. */
export function logLogPlots({ readings }: ClaimFacts): Sketch[] {
  const panels = readings.flatMap(panelOf);
  return (["device", "float64"] as const).flatMap((arithmetic) => {
    const own = panels.filter(({ reading }) => reading.arithmetic === arithmetic);
    return own.length === 0 ? [] : [sketch(arithmetic, own)];
  });
}

function panelOf(facts: ReadingFacts): Panel[] {
  const { criterion } = facts.reading;
  if (criterion.kind !== "slope") return [];
  const parts = Map.groupBy(facts.samples, ({ part }) => part);
  const curves = new Map<string, readonly Curve[]>();
  for (const [part, samples] of parts) {
    const own = samples.flatMap((sample) => curveOf(sample, criterion));
    if (own.some(({ points }) => points.length > 0)) curves.set(part, own);
  }
  const [first] = curves.keys();
  if (first === undefined) return [];
  const { alone } = facts.report;
  const deciding = "evidence" in alone ? alone.evidence?.part : undefined;
  const part = deciding !== undefined && curves.has(deciding) ? deciding : first;
  return [{ ...facts, criterion, curves, part }];
}

/** Points that logarithmic axes can show, and the slope as the judge reads it. */
function curveOf(sample: Sample, criterion: Slope): Curve[] {
  const [x, y, floor] = [criterion.x, criterion.y, criterion.floor].map((name) =>
    array(sample, name)
  );
  if (!x || !y) return [];
  const isWhole = floor && scalar(sample, criterion.stiffness) !== undefined;
  const found = isWhole ? slopePoints(sample.values, criterion) : undefined;
  const fitted = found && "fitted" in found ? found.fitted : undefined;
  const points = x.flatMap((x, i) => {
    const isShown = [x, y[i]!].every((value) => value > 0 && value < Infinity);
    return isShown ? [{ i, x, y: y[i]!, isFitted: isIn(fitted, x) }] : [];
  });
  const slope = fitted && logSlope(fitted.map(({ x }) => x), fitted.map(({ y }) => y));
  return [{ seed: sample.seed, points, slope, omitted: x.length - points.length }];
}

function isIn(points: readonly Point[] | undefined, x: number): boolean {
  return points?.some((point) => point.x === x) ?? false;
}

/** The points' geometric means over seeds, by their number. */
function means(curves: readonly Curve[]): Point[] {
  const byNumber = Map.groupBy(curves.flatMap(({ points }) => points), ({ i }) => i);
  return [...byNumber.values()].map((points) => ({
    x: geometricMean(points.map(({ x }) => x)),
    y: geometricMean(points.map(({ y }) => y)),
  })).sort((a, b) => a.x - b.x);
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/** The straight line with a slope through the middle of points, over their range. */
function line(points: readonly Point[], slope: number): Point[] {
  const centre = {
    x: geometricMean(points.map(({ x }) => x)),
    y: geometricMean(points.map(({ y }) => y)),
  };
  const ends = points.map(({ x }) => x).sort((a, b) => a - b);
  return [ends[0]!, ends.at(-1)!].map((x) => ({ x, y: centre.y * (x / centre.x) ** slope }));
}

function rowsOf({ curves, part, criterion, report }: Panel, panel: number): object[] {
  const own = curves.get(part)!;
  const points = own.flatMap(({ points }) => points);
  const fitted = points.filter(({ isFitted }) => isFitted);
  const slope = meanSlope(own);
  const drawn = fitted.length > 0 && slope !== undefined ? line(fitted, slope) : [];
  const bounds = fitted.length > 0 ? criterion.within.map((slope) => line(fitted, slope)) : [];
  const others = [...curves].filter(([name]) => name !== part).map(([, curves]) => means(curves));
  return [
    ...others.flatMap((points, line) => points.map((p) => ({ panel, kind: "other", line, ...p }))),
    ...bounds.flatMap((points, line) => points.map((p) => ({ panel, kind: "bound", line, ...p }))),
    ...drawn.map((point) => ({ panel, kind: "fit", ...point })),
    ...points.map(({ x, y, isFitted }) => ({ panel, kind: isFitted ? "fitted" : "seed", x, y })),
    { panel, kind: "heading", text: label(report.id, 34) },
    { panel, kind: "slope", text: slope === undefined ? "no slope" : `slope ${slopeText(own)}` },
  ];
}

function slopesOf(curves: readonly Curve[]): number[] {
  return curves.flatMap(({ slope }) => slope ?? []);
}

function meanSlope(curves: readonly Curve[]): number | undefined {
  const slopes = slopesOf(curves);
  return slopes.length === 0 ? undefined : mean(slopes);
}

function slopeText(curves: readonly Curve[]): string {
  const slopes = slopesOf(curves);
  const centre = formatMeasured(mean(slopes));
  if (slopes.length < 2) return centre;
  const interval = meanInterval(slopes, { level: 0.9 });
  if (interval.kind === "exact") return centre;
  return `${centre} [${formatMeasured(interval.lower)}, ${formatMeasured(interval.upper)}]`;
}

function sketch(arithmetic: "device" | "float64", panels: readonly Panel[]): Sketch {
  const { criterion, units } = panels[0]!;
  const { x, y } = criterion;
  const where = arithmetic === "device" ? "float32 on the device" : "float64";
  return {
    id: `slope-${arithmetic}`,
    title: `${label(y)} against ${label(x)} in ${where}, both logarithmic, and the fitted slope`,
    description: [
      "Of each reading the part that decides: its seeds as dots (filled where they are fitted), the " +
      "fitted line, and dashed the slopes that bound the claim. Other parts are thin lines.",
      ...panels.map(sentence),
    ].join(" "),
    spec: specOf(panels, {
      x: `${label(x)}${unitText(units[x])}`,
      y: `${label(y)}${unitText(units[y])}`,
    }),
  };
}

function unitText(unit = "1"): string {
  return unit === "1" ? "" : ` / ${label(unit)}`;
}

function sentence({ curves, part, criterion, report }: Panel): string {
  const own = curves.get(part)!;
  const slopes = slopesOf(own);
  const [lower, upper] = criterion.within.map(formatNumber);
  const omitted = own.reduce((total, { omitted }) => total + omitted, 0);
  const found = slopes.length === 0
    ? "no seed has a slope"
    : `slope ${slopeText(own)} over ${slopes.length} of ${own.length} seeds`;
  return `${label(report.id)}, part ${
    label(part, 80)
  } of ${curves.size}: ${found}, claimed within ` +
    `${lower} … ${upper}.` + (omitted > 0 ? ` ${omitted} points are not positive and finite.` : "");
}

function specOf(panels: readonly Panel[], titles: { x: string; y: string }): Spec {
  const data = panels.flatMap(rowsOf);
  const shown = data.filter((row): row is Point => "x" in row && "kind" in row);
  const axes = {
    x: { field: "x", ...logAxis(shown.map(({ x }) => x), { title: titles.x, most: 5 }) },
    y: { field: "y", ...logAxis(shown.map(({ y }) => y), { title: titles.y, most: 6 }) },
  };
  const lines = (kind: string, mark: Spec) => ({
    ...only(kind),
    mark: { type: "line", ...mark },
    encoding: { ...axes, detail: { field: "line", type: "nominal" } },
  });
  const dots = (kind: string, mark: Spec) => ({
    ...only(kind),
    mark: { type: "point", size: 14, opacity: 1, strokeWidth: 0.8, ...mark },
    encoding: axes,
  });
  const words = (kind: string, { x, y, ...mark }: Spec) => ({
    ...only(kind),
    mark: { type: "text", ...mark },
    encoding: { text: { field: "text" }, x: { value: x }, y: { value: y } },
  });
  return panelled({
    data,
    panels: panels.length,
    columns: 3,
    height: 120,
    layersOf: (width) => [
      lines("other", { stroke: COLOURS.faint, strokeWidth: 0.5 }),
      lines("bound", { stroke: COLOURS.bound, strokeWidth: 1, strokeDash: [4, 2] }),
      lines("fit", { stroke: COLOURS.ink, strokeWidth: 1.5 }),
      dots("seed", { stroke: COLOURS.first, fill: "none" }),
      dots("fitted", { stroke: COLOURS.first, fill: COLOURS.first }),
      words("heading", { x: 0, y: -7, align: "left", fontWeight: "bold" }),
      words("slope", { x: width - 4, y: 114, align: "right" }),
    ],
  });
}
