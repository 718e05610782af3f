import { mean } from "../../stats/mod.ts";
import { formatMeasured, formatNumber } from "../format.ts";
import { extent, linearAxis, ordinalAxis } from "./_axis.ts";
import { SERIES_PLOTS, type SeriesPlot } from "./_catalogue.ts";
import { type Curve, curveOf, endsOf, meanOf, type Step, stepsOf, summary } from "./_curves.ts";
import { type Distinct, distinct, namesOf } from "./_distinct.ts";
import { type ClaimFacts, decidingPart, type ReadingFacts, type Sample, scalar } from "./_facts.ts";
import { judgedBy } from "./_judged.ts";
import { crowdedText, type Mark, panelled, type Point } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { meanText } from "./_means.ts";
import { alsoText, label, omittedText } from "./_text.ts";
import { seriesStyle } from "./_theme.ts";

/** The curves of a reading, by the facts that the plot names. */
interface Drawn {
  readonly id: string;
  readonly isPublished: boolean;
  /** Of all parts where one fact is shown, of the part that decides where several are. */
  readonly series: readonly { readonly name: string; readonly curves: readonly Curve[] }[];
  /** The part that decides. */
  readonly part: string;
  readonly rule: number | undefined;
  /** The claim's bound on the least of the values. */
  readonly bound: number | undefined;
}

/** Of readings with values along an axis: means over seeds, and what lies behind them. */
export function seriesPlots({ readings }: ClaimFacts): Sketch[] {
  return SERIES_PLOTS.flatMap((plot) => {
    const drawn = distinct(
      readings.flatMap((facts) => drawnOf(facts, plot)),
      ({ series, rule, bound }) => [series, rule, bound],
    );
    return drawn.length === 0 ? [] : [sketch(drawn, plot)];
  });
}

function drawnOf({ reading, report, samples }: ReadingFacts, plot: SeriesPlot): Drawn[] {
  const all = plot.y.map(({ fact, name }) => ({
    name,
    curves: samples.flatMap((sample) => curveOf(sample, { fact, x: plot.x })),
  }));
  const shown = all.flatMap(({ curves }) => curves.filter(({ points }) => points.length > 0));
  const part = decidingPart(report, shown.map(({ part }) => part));
  if (part === undefined) return [];
  const series = plot.y.length === 1 ? all : all.map(({ name, curves }) => ({
    name,
    curves: curves.filter((curve) => curve.part === part),
  }));
  const isPublished = reading.published ?? false;
  const bound = plot.bounded && judgedBy(reading.criterion)?.bound.lower;
  return [{ id: report.id, isPublished, series, part, bound, rule: ruleOf(samples, plot) }];
}

function ruleOf(samples: readonly Sample[], { rule }: SeriesPlot): number | undefined {
  const values = rule ? samples.flatMap((sample) => scalar(sample, rule.fact) ?? []) : [];
  return values.length === 0 ? undefined : mean(values);
}

function oneMarks({ series, rule, bound }: Drawn, plot: SeriesPlot): Mark[] {
  const { parts, steps } = summary(series[0]!.curves);
  const line = steps.length > 0 ? "faint" as const : "interval" as const;
  return [
    ...(parts.length > 1 ? parts.map((points) => ({ line, points })) : []),
    ...(steps.length > 0 ? [] : [{ dot: "seed" as const, points: parts.flat() }]),
    ...(bound === undefined ? [] : [across("bound", { y: bound, points: parts.flat() })]),
    ...(rule === undefined ? [] : ruleMarks(rule, { points: parts.flat(), plot })),
    ...meanMarks(steps),
  ];
}

function meanMarks(steps: readonly Step[]): Mark[] {
  if (steps.length === 0) return [];
  const seeds = steps.flatMap(({ x, values }) =>
    values.length > 1 ? values.map((y) => ({ x, y })) : []
  );
  const means = steps.map(meanOf);
  const ends = means.length > 1 ? [means[0]!, means.at(-1)!] : means;
  return [
    { dot: "seed", points: seeds },
    ...steps.flatMap((step): Mark[] => {
      const ends = endsOf(step);
      return ends.length === 0 ? [] : [{ line: "interval", points: ends }];
    }),
    { line: "mean", points: means },
    ...ends.map((end, i) => ({
      word: formatMeasured(end.y),
      ...{ ...end, dy: -9, dx: i === 0 ? 4 : 0 },
      align: i === 0 ? "left" as const : "right" as const,
    })),
  ];
}

/** A line across, named on the side of it where the curve does not end. */
function ruleMarks(
  y: number,
  { points, plot }: { points: readonly Point[]; plot: SeriesPlot },
): Mark[] {
  const last = points.reduce((last, point) => point.x > last.x ? point : last);
  return [
    across("second", { y, points }),
    { word: plot.rule!.name, x: last.x, y, align: "right", dy: last.y > y ? 13 : -5 },
  ];
}

/** A line from the first to the last of some points. */
function across(
  line: "bound" | "second",
  { y, points }: { y: number; points: readonly Point[] },
): Mark {
  const ends = extent(points.map(({ x }) => x));
  return { line, points: ends.map((x) => ({ x, y })) };
}

/** Several quantities, of the part that decides, each with its name in its middle. */
function severalMarks({ series }: Drawn): Mark[] {
  return series.flatMap(({ name, curves }, i): Mark[] => {
    const points = stepsOf(curves).map(meanOf);
    if (points.length === 0) return [];
    // Beside the line: above its end where there are two points, else above a place of its own.
    const named: Mark = points.length === 2
      ? { word: name, ...points[1]!, dy: -8, align: "right" }
      : {
        word: name,
        ...points[Math.floor(points.length * (0.15 + 0.3 * i))] ?? points[0]!,
        dx: 2,
        dy: -6,
      };
    return [{ line: seriesStyle(i), points }, named];
  });
}

function sentence(drawn: Distinct<Drawn>, plot: SeriesPlot): string {
  const { id, series, part, rule, also } = drawn;
  const found = plot.y.length > 1
    ? ` (${label(part, 80)}): ` +
      series.map(({ name, curves }) => ({ name, steps: stepsOf(curves) }))
        .filter(({ steps }) => steps.length > 0)
        .map(({ name, steps }) => `${name} ${stepsText(steps, plot)}`)
        .join("; ")
    : `: ${oneText(series[0]!.curves, plot)}`;
  const compared = rule === undefined ? "" : `; ${plot.rule!.name} ${formatMeasured(rule)}`;
  return `${label(id)}${found}${compared}${alsoText(also)}.`;
}

function oneText(curves: readonly Curve[], plot: SeriesPlot): string {
  const { parts, steps } = summary(curves);
  if (steps.length === 0) return `${parts.length} parts of different lengths, without a mean`;
  return `${parts.length > 1 ? `mean over ${parts.length} parts ` : ""}${stepsText(steps, plot)}`;
}

function stepsText(steps: readonly Step[], { x }: SeriesPlot): string {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const at = (step: Step) =>
    `${meanText(step.values)} at ${x.names?.[step.x] ?? `${x.title} ${formatNumber(step.x)}`}`;
  return first === last ? at(first) : `${at(first)}, ${at(last)}`;
}

/** The curves up to where those end that were measured: a published one may be far longer. */
function cutAt(last: number, drawn: Distinct<Drawn>): Distinct<Drawn> {
  const series = drawn.series.map(({ name, curves }) => ({
    name,
    curves: curves.map((curve) => ({
      ...curve,
      points: curve.points.filter(({ x }) => x <= last),
    })),
  }));
  return { ...drawn, series };
}

function pointsOf({ series }: Drawn): Point[] {
  return series.flatMap(({ curves }) => curves.flatMap(({ points }) => points));
}

/** What the axis of y must hold besides the points: intervals, rule and bound. */
function heightsOf({ series, rule, bound }: Drawn): number[] {
  const ends = series.flatMap(({ curves }) => summary(curves).steps.flatMap(endsOf));
  return [...ends.map(({ y }) => y), ...[rule, bound].filter((y) => y !== undefined)];
}

/** What the marks mean that there are. */
function keyOf(drawn: readonly Drawn[], plot: SeriesPlot): string {
  if (plot.y.length > 1) return "Of each reading the part that decides, means over seeds.";
  const found = drawn.map(({ series }) => summary(series[0]!.curves));
  const hasMeans = found.some(({ steps }) => steps.some(({ values }) => values.length > 1));
  const words = [
    ...(hasMeans ? ["means over seeds with their 90 % interval", "single seeds as dots"] : []),
    ...(found.some(({ parts }) => parts.length > 1) ? ["parts as thin lines"] : []),
    ...(drawn.some(({ isPublished }) => isPublished) ? ["published curves as they were read"] : []),
    ...(drawn.some(({ bound }) => bound !== undefined)
      ? ["dashed the bound on the least of all"]
      : []),
  ].join(", ");
  return words === "" ? "Measured once." : `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}

function sketch(all: readonly Distinct<Drawn>[], plot: SeriesPlot): Sketch {
  const measured = all.filter(({ isPublished }) => !isPublished);
  const ends = (of: readonly Drawn[]) => extent(of.flatMap(pointsOf).map(({ x }) => x))[1];
  const last = ends(measured.length > 0 ? measured : all);
  const isCut = ends(all) > last;
  const drawn = all.map((one) => cutAt(last, one)).filter((one) => pointsOf(one).length > 0);
  const points = drawn.flatMap(pointsOf);
  const heights = [...points.map(({ y }) => y), ...drawn.flatMap(heightsOf)];
  const panels = drawn.map((one) => ({
    heading: namesOf(one),
    marks: plot.y.length > 1 ? severalMarks(one) : oneMarks(one, plot),
  }));
  const omitted = all.flatMap(({ series }) => series.flatMap(({ curves }) => curves))
    .reduce((total, { omitted }) => total + omitted, 0);
  return {
    id: plot.id,
    title: plot.title,
    legend: [
      keyOf(drawn, plot),
      ...(isCut ? [`What was published goes on beyond ${plot.x.title} ${last}.`] : []),
      ...omittedText(omitted),
      ...crowdedText(panels),
    ].join(" "),
    numbers: all.map((one) => sentence(one, plot)),
    spec: panelled({
      panels,
      columns: 3,
      height: 130,
      x: plot.x.names
        ? ordinalAxis([-0.2, plot.x.names.length - 0.8], plot.x.names)
        : linearAxis(points.map(({ x }) => x), { title: plot.x.title, most: 6, counts: true }),
      y: linearAxis([...(plot.zero ? [0] : []), ...heights], {
        ...{ title: plot.yTitle, most: 5, margin: 0.08 },
      }),
    }),
  };
}
