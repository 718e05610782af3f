import { type Slope, slopePoints } from "../../claim/mod.ts";
import { logSlope, mean } from "../../stats/mod.ts";
import { formatNumber } from "../format.ts";
import { type Axis, logAxis } from "./_axis.ts";
import {
  array,
  type ClaimFacts,
  decidingPart,
  isDrawable,
  type ReadingFacts,
  type Sample,
  scalar,
} from "./_facts.ts";
import { type Panel, panelled, type Point } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { label, meanText, omittedText, titled } from "./_text.ts";

/** What one seed measured of a part: its points by number, and the slope of those that are fitted. */
interface Curve {
  readonly points: readonly (Point & { readonly i: number; readonly isFitted: boolean })[];
  readonly slope: number | undefined;
  readonly omitted: number;
}

/** A reading with the curves of its parts. */
interface Fitted extends ReadingFacts {
  readonly criterion: Slope;
  readonly curves: ReadonlyMap<string, readonly Curve[]>;
  /** The part that decided. */
  readonly part: string;
}

/** Of the readings whose criterion is a slope: y over x, both logarithmic, and the fitted line. */
export function logLogPlots({ readings }: ClaimFacts): Sketch[] {
  const found = readings.flatMap(fittedOf);
  return (["device", "float64"] as const).flatMap((arithmetic) => {
    const own = found.filter(({ reading }) => reading.arithmetic === arithmetic);
    return own.length === 0 ? [] : [sketch(arithmetic, own)];
  });
}

function fittedOf(facts: ReadingFacts): Fitted[] {
  const { criterion } = facts.reading;
  if (criterion.kind !== "slope") return [];
  const curves = new Map<string, readonly Curve[]>();
  for (const [part, samples] of Map.groupBy(facts.samples, ({ part }) => part)) {
    const own = samples.flatMap((sample) => curveOf(sample, criterion));
    if (own.some(({ points }) => points.length > 0)) curves.set(part, own);
  }
  const part = decidingPart(facts.report, [...curves.keys()]);
  return part === undefined ? [] : [{ ...facts, criterion, curves, part }];
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
    const isShown = [x, y[i]!].every((value) => value > 0 && isDrawable(value));
    const isFitted = fitted?.some((point) => point.x === x) ?? false;
    return isShown ? [{ i, x, y: y[i]!, isFitted }] : [];
  });
  const slope = fitted && logSlope(fitted.map(({ x }) => x), fitted.map(({ y }) => y));
  return [{ points, slope, omitted: x.length - points.length }];
}

/** The points' geometric means over seeds, by their number. */
function means(curves: readonly Curve[]): Point[] {
  const byNumber = Map.groupBy(curves.flatMap(({ points }) => points), ({ i }) => i);
  return [...byNumber.values()].map(middle).sort((a, b) => a.x - b.x);
}

function middle(points: readonly Point[]): Point {
  const of = (values: number[]) => Math.exp(mean(values.map(Math.log)));
  return { x: of(points.map(({ x }) => x)), y: of(points.map(({ y }) => y)) };
}

/** The straight line of a slope through the middle of points, over their x and within their y. */
function line(points: readonly Point[], { slope, y }: { slope: number; y: Axis }): Point[] {
  const centre = middle(points);
  const at = (x: number) => ({ x, y: centre.y * (x / centre.x) ** slope });
  const toRange = ({ x, y: value }: Point) => {
    const [lowest, highest] = y.domain;
    const edge = Math.min(Math.max(value, lowest), highest);
    return edge === value
      ? { x, y: value }
      : { x: centre.x * (edge / centre.y) ** (1 / slope), y: edge };
  };
  const ends = points.map(({ x }) => x).sort((a, b) => a - b);
  return [toRange(at(ends[0]!)), toRange(at(ends.at(-1)!))];
}

function panelOf(
  { curves, part, criterion, report }: Fitted,
  { x, y }: { x: Axis; y: Axis },
): Panel {
  const own = curves.get(part)!;
  const points = own.flatMap(({ points }) => points);
  const fitted = points.filter(({ isFitted }) => isFitted);
  const slopes = slopesOf(own);
  const others = [...curves].filter(([name]) => name !== part).map(([, curves]) => means(curves));
  const lines = fitted.length === 0 ? [] : [
    ...criterion.within.map((slope) => ({
      line: "bound" as const,
      points: line(fitted, { slope, y }),
    })),
    { line: "mean" as const, points: line(fitted, { slope: mean(slopes), y }) },
  ];
  return {
    heading: label(report.id, 32),
    marks: [
      ...others.map((points) => ({ line: "faint" as const, points })),
      ...lines,
      { dot: "unfitted", points: points.filter(({ isFitted }) => !isFitted).map(place) },
      { dot: "fitted", points: fitted.map(place) },
      {
        word: slopes.length === 0 ? "no slope" : `slope ${meanText(slopes)}`,
        ...{ x: x.domain[1], y: y.domain[0], dx: -4, dy: -6, align: "right" },
      },
    ],
  };
}

function place({ x, y }: Point): Point {
  return { x, y };
}

function slopesOf(curves: readonly Curve[]): number[] {
  return curves.flatMap(({ slope }) => slope ?? []);
}

function sketch(arithmetic: "device" | "float64", found: readonly Fitted[]): Sketch {
  const { criterion, units } = found[0]!;
  const name = { x: criterion.x, y: criterion.y };
  const shown = found.flatMap(({ curves }) => [...curves.values()].flat(1))
    .flatMap(({ points }) => points);
  const x = logAxis(shown.map(({ x }) => x), { title: titled(name.x, units[name.x]), most: 5 });
  const y = logAxis(shown.map(({ y }) => y), { title: titled(name.y, units[name.y]), most: 5 });
  const where = arithmetic === "device" ? "float32 on the device" : "float64";
  return {
    id: `slope-${arithmetic}`,
    title: `${label(name.y)} against ${
      label(name.x)
    } in ${where}: the fitted slope, and those claimed`,
    description: [
      "Both axes are logarithmic. Of each reading the part that decides: its seeds as dots, filled " +
      "where they are fitted, the fitted line, and dashed the slopes that bound the claim. Other " +
      "parts are thin lines.",
      ...found.map(sentence),
    ].join(" "),
    spec: panelled({
      panels: found.map((fitted) => panelOf(fitted, { x, y })),
      columns: 3,
      height: 120,
      ...{ x, y },
    }),
  };
}

function sentence({ curves, part, criterion, report }: Fitted): string {
  const own = curves.get(part)!;
  const slopes = slopesOf(own);
  const [lower, upper] = criterion.within.map(formatNumber);
  const found = slopes.length === 0
    ? "no seed has a slope"
    : `slope ${meanText(slopes)} over ${slopes.length} of ${own.length} seeds`;
  return [
    `${label(report.id)} (${label(part, 80)}, of ${curves.size}): ${found}, claimed within ` +
    `${lower} … ${upper}.`,
    ...omittedText(own.reduce((total, { omitted }) => total + omitted, 0)),
  ].join(" ");
}
