import { type Reading, type Slope, slopePoints } from "../../claim/mod.ts";
import { logSlope, mean } from "../../stats/mod.ts";
import { formatNumber } from "../format.ts";
import { type Axis, logAxis } from "./_axis.ts";
import { type Distinct, distinct, namesOf } from "./_distinct.ts";
import {
  array,
  type ClaimFacts,
  decidingPart,
  isDrawable,
  type ReadingFacts,
  type Sample,
  scalar,
} from "./_facts.ts";
import { meanText } from "./_means.ts";
import { crowdedText, type Panel, panelled, type Point } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { alsoText, label, omittedText, titled } from "./_text.ts";

/** A point that logarithmic axes can show, and its number in the facts. */
interface Numbered extends Point {
  readonly i: number;
}

/** What one seed measured of the part that decides. */
interface Curve {
  readonly points: readonly Numbered[];
  /** The points that the judge fits a slope to, and that slope: none where there are too few. */
  readonly fitted: ReadonlySet<number>;
  readonly slope: number | undefined;
  readonly omitted: number;
}

/** A reading with its curves. */
interface Fitted {
  readonly id: string;
  readonly reading: Reading;
  readonly units: ReadingFacts["units"];
  readonly criterion: Slope;
  /** The part that decides, and its curves. */
  readonly part: string;
  readonly curves: readonly Curve[];
  /** The points of every other part, seeds together. */
  readonly others: readonly (readonly Numbered[])[];
}

/** Of the readings whose criterion is a slope: y over x, both logarithmic, and the fitted line. */
export function logLogPlots({ readings }: ClaimFacts): Sketch[] {
  const found = distinct(
    readings.flatMap(fittedOf),
    ({ reading, part, curves, others }) => [
      ...[reading.criterion, reading.arithmetic, part, others],
      curves.map(({ points, slope }) => [points, slope]),
    ],
  );
  return (["device", "float64"] as const).flatMap((arithmetic) => {
    const own = found.filter(({ reading }) => reading.arithmetic === arithmetic);
    return own.length === 0 ? [] : [sketch(arithmetic, own)];
  });
}

function fittedOf(facts: ReadingFacts): Fitted[] {
  const { criterion } = facts.reading;
  if (criterion.kind !== "slope") return [];
  const parts = Map.groupBy(facts.samples, ({ part }) => part);
  const points = new Map<string, readonly Numbered[]>();
  for (const [part, samples] of parts) {
    const own = samples.flatMap((sample) => pointsOf(sample, criterion));
    if (own.length > 0) points.set(part, own);
  }
  const part = decidingPart(facts.report, [...points.keys()]);
  if (part === undefined) return [];
  const curves = parts.get(part)!.map((sample) => curveOf(sample, criterion));
  const others = [...points].filter(([name]) => name !== part).map(([, points]) => points);
  const { reading, report, units } = facts;
  return [{ id: report.id, reading, units, criterion, part, curves, others }];
}

function pointsOf(sample: Sample, criterion: Slope): Numbered[] {
  const [x, y] = [array(sample, criterion.x), array(sample, criterion.y)];
  if (!x || !y) return [];
  return x.flatMap((x, i) => {
    const isShown = [x, y[i]!].every((value) => value > 0 && isDrawable(value));
    return isShown ? [{ i, x, y: y[i]! }] : [];
  });
}

/** The points with the slope as the judge reads it. */
function curveOf(sample: Sample, criterion: Slope): Curve {
  const points = pointsOf(sample, criterion);
  const x = array(sample, criterion.x) ?? [];
  const isWhole = [criterion.y, criterion.floor].every((name) => array(sample, name)) &&
    scalar(sample, criterion.stiffness) !== undefined;
  const found = isWhole ? slopePoints(sample.values, criterion) : undefined;
  const fitted = (found && "fitted" in found && found.fitted) || [];
  return {
    points,
    fitted: new Set(fitted.map((point) => x.indexOf(point.x))),
    slope: fitted.length === 0
      ? undefined
      : logSlope(fitted.map(({ x }) => x), fitted.map(({ y }) => y)),
    omitted: x.length - points.length,
  };
}

/** The points' geometric means over seeds, by their number. */
function means(points: readonly Numbered[]): Point[] {
  const byNumber = Map.groupBy(points, ({ i }) => i);
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
  fit: Distinct<Fitted>,
  { x, y }: { x: Axis; y: Axis },
): Panel {
  const { curves, others, criterion } = fit;
  const placed = (isFitted: boolean) =>
    curves.flatMap(({ points, fitted }) =>
      points.flatMap(({ i, x, y }) => fitted.has(i) === isFitted ? [{ x, y }] : [])
    );
  const fitted = placed(true);
  const slopes = slopesOf(curves);
  const lines = fitted.length === 0 ? [] : [
    ...criterion.within.map((slope) => ({
      line: "bound" as const,
      points: line(fitted, { slope, y }),
    })),
    { line: "mean" as const, points: line(fitted, { slope: mean(slopes), y }) },
  ];
  return {
    heading: namesOf(fit),
    marks: [
      ...others.map((points) => ({ line: "faint" as const, points: means(points) })),
      ...lines,
      { dot: "unfitted", points: placed(false) },
      { dot: "fitted", points: fitted },
      {
        word: slopeWord(slopes),
        ...{ x: x.domain[1], y: y.domain[0], dx: -4, dy: -6, align: "right" },
      },
    ],
  };
}

/** As much of the slope as a panel has room for. */
function slopeWord(slopes: readonly number[]): string {
  if (slopes.length === 0) return "no slope";
  const text = `slope ${meanText(slopes)}`;
  return text.length <= 30 ? text : `slope ${meanText([mean(slopes)])}`;
}

function slopesOf(curves: readonly Curve[]): number[] {
  return curves.flatMap(({ slope }) => slope ?? []);
}

function sketch(arithmetic: "device" | "float64", found: readonly Distinct<Fitted>[]): Sketch {
  const { criterion, units } = found[0]!;
  const name = { x: criterion.x, y: criterion.y };
  const shown = found.flatMap(({ curves, others }) =>
    [...curves.map(({ points }) => points), ...others].flat()
  );
  const x = logAxis(shown.map(({ x }) => x), { title: titled(name.x, units[name.x]), most: 5 });
  const y = logAxis(shown.map(({ y }) => y), { title: titled(name.y, units[name.y]), most: 5 });
  const panels = found.map((fitted) => panelOf(fitted, { x, y }));
  const where = arithmetic === "device" ? "float32 on the device" : "float64";
  return {
    id: `slope-${arithmetic}`,
    title: `${label(name.y)} against ${
      label(name.x)
    } in ${where}: the fitted slope, and those claimed`,
    legend: [
      "Both axes are logarithmic. Of each reading the part that decides: its seeds as dots, filled " +
      "where they are fitted, the fitted line, and dashed the slopes that bound the claim. Other " +
      "parts are thin lines.",
      ...crowdedText(panels),
    ].join(" "),
    numbers: found.map(sentence),
    spec: panelled({
      ...{ panels, columns: 3, height: 120, x, y },
    }),
  };
}

function sentence({ id, also, curves, others, part, criterion }: Distinct<Fitted>): string {
  const slopes = slopesOf(curves);
  const [lower, upper] = criterion.within.map(formatNumber);
  const found = slopes.length === 0
    ? "no seed has a slope"
    : `slope ${meanText(slopes)} over ${slopes.length} of ${curves.length} seeds`;
  return [
    `${label(id)} (${label(part, 80)}, of ${others.length + 1}): ${found}, claimed within ` +
    `${lower} … ${upper}${alsoText(also)}.`,
    ...omittedText(curves.reduce((total, { omitted }) => total + omitted, 0)),
  ].join(" ");
}
