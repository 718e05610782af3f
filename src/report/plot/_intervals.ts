import type { Bound } from "../../claim/mod.ts";
import { mean } from "../../stats/mod.ts";
import { formatBound } from "../format.ts";
import { type Axis, extent, linearAxis, logAxis, ordinalAxis } from "./_axis.ts";
import { type ClaimFacts, isDrawable, omittedOf, type ReadingFacts } from "./_facts.ts";
import { type Judged, judgedBy } from "./_judged.ts";
import { intervalOf, meanText } from "./_means.ts";
import { crowdedText, type Mark, panelled, type Point } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { distinguishing, label, omittedText, titled } from "./_text.ts";

/** Most parts of a reading that get a row each: of a published one, of any other. */
const ROWS = { published: 4, measured: 8 };
const HEIGHT = 17;
/** Values that span more than this factor are shown on a logarithmic axis. */
const SPAN = 300;

/** A row of the plot: a part of a reading, or all its parts together. */
interface Row {
  readonly reading: string;
  /** The part, or how many there are: empty where there is one. */
  readonly part: string;
  readonly isPublished: boolean;
  /** Whether a mean over seeds is judged: its values are seeds then, else trials or parts. */
  readonly isMean: boolean;
  readonly values: readonly number[];
  readonly bound: Bound;
  readonly effect?: number;
}

/** Of the readings that are not judged by a slope: what is judged beside its bound. */
export function intervalPlots({ readings }: ClaimFacts): Sketch[] {
  const judged = readings.flatMap((facts) => {
    const judged = judgedBy(facts.reading.criterion);
    return judged ? [{ facts, judged }] : [];
  });
  const groups = [...Map.groupBy(judged, ({ judged }) => judged.unit)].map(([unit, group]) => {
    const rows = group.flatMap(({ facts, judged }) => rowsOf(facts, judged));
    const isConstant = new Set(rows.flatMap(({ values }) => values)).size < 2;
    return { unit, group, rows, isConstant };
  });
  const constant = groups.filter(({ isConstant }) => isConstant)
    .flatMap(({ group }) => group.map(({ facts }) => facts.report.id));
  return groups.flatMap(({ unit, group, rows, isConstant }, i) => {
    if (isConstant) return [];
    const quantities = [...new Set(group.map(({ judged }) => judged.quantity))];
    const omitted = group.reduce(
      (total, { facts, judged }) => total + omittedOf(facts.samples, judged.facts),
      0,
    );
    const id = groups.length === 1 ? "judged" : `judged-${i + 1}`;
    return [sketch(rows, { id, unit, quantities, omitted, constant })];
  });
}

function rowsOf({ reading, report, samples }: ReadingFacts, judged: Judged): Row[] {
  const parts = [...Map.groupBy(samples, ({ part }) => part)].map(([part, own]) => ({
    part,
    values: own.flatMap((sample) => judged.valueOf(sample) ?? []),
  })).filter(({ values }) => values.length > 0);
  if (parts.length === 0) return [];
  const isPublished = reading.published ?? false;
  const { bound, effect, isMean } = judged;
  const common = {
    ...{ reading: report.id, isPublished, bound },
    ...(effect !== undefined && { effect }),
  };
  if (!isMean || parts.length > ROWS[isPublished ? "published" : "measured"]) {
    const values = parts.flatMap(({ values }) => isMean ? mean(values) : values);
    const part = parts.length > 1 ? `${parts.length} parts` : "";
    return [{ part, isMean: false, values, ...common }];
  }
  const names = distinguishing(parts.map(({ part }) => part));
  return parts.map(({ part, values }) => ({
    part: parts.length === 1 ? "" : label(names.get(part)!, 20),
    ...{ isMean, values, ...common },
  }));
}

interface Words {
  readonly id: string;
  readonly unit: string;
  /** What is judged: of several readings it may be several things. */
  readonly quantities: readonly string[];
  readonly omitted: number;
  /** Readings of other units, of which all values are one. */
  readonly constant: readonly string[];
}

function sketch(
  rows: readonly Row[],
  { id, unit, quantities: [first, ...others], omitted, constant }: Words,
): Sketch {
  const name = others.length === 0 ? first : undefined;
  const x = axisOf(rows, name === undefined && unit !== "1" ? unit : titled(name ?? "value", unit));
  const panels = [{
    marks: [
      ...boundMarks(rows),
      ...rows.flatMap((row, i) => marksOf(row, { x, y: -i })),
      ...claimedMarks(rows),
    ],
  }];
  return {
    id,
    title: `Readings beside their bounds${name === undefined ? "" : `: ${label(name, 160)}`}`,
    legend: [
      `${keyOf(rows).join("; ")}.`,
      ...(name === undefined ? ["What is measured is each reading's own: see its criterion."] : []),
      ...(constant.length > 0
        ? [`Not drawn, as all values are the same: ${constant.map((id) => label(id)).join(", ")}.`]
        : []),
      ...omittedText(omitted),
      ...crowdedText(panels),
    ].join(" "),
    numbers: [...Map.groupBy(rows, ({ reading }) => reading).values()].map(sentence),
    spec: panelled({
      panels,
      columns: 1,
      height: HEIGHT * rows.length,
      x,
      y: ordinalAxis([0.5 - rows.length, 0.5]),
    }),
  };
}

function axisOf(rows: readonly Row[], title: string): Axis {
  const shown = rows.flatMap((row) => [
    ...row.values,
    ...endsOf(row),
    ...sidesOf(row.bound),
    ...effectOf(row),
  ]);
  const [lowest, highest] = extent(shown);
  const isWide = lowest > 0 && highest / lowest > SPAN;
  return (isWide ? logAxis : linearAxis)(shown, { title, most: 7 });
}

/** What the marks mean that there are. */
function keyOf(rows: readonly Row[]): string[] {
  const has = (kind: (row: Row) => boolean) => rows.some(kind);
  const isMeasured = ({ isPublished }: Row) => !isPublished;
  const isSpread = ({ values }: Row) => values.length > 1;
  return [
    ...(has((row) => isMeasured(row) && row.isMean && isSpread(row))
      ? ["Diamonds are means over seeds, with their 90 % intervals and the seeds as dots"]
      : []),
    ...(has((row) => isMeasured(row) && !isSpread(row))
      ? ["a diamond without dots was measured once"]
      : []),
    ...(has((row) => isMeasured(row) && !row.isMean && isSpread(row))
      ? ["dots without a diamond are trials, or parts"]
      : []),
    ...(has(({ isPublished }) => isPublished) ? ["triangles are published"] : []),
    ...(has(({ bound }) => sidesOf(bound).length > 0) ? ["dashed is the bound"] : []),
    ...(has(({ effect }) => effect !== undefined)
      ? ["dotted the smallest effect that matters: a gain below it is refuted"]
      : []),
  ].map((text, i) => i === 0 ? `${text[0]!.toUpperCase()}${text.slice(1)}` : text);
}

/** The sides of a bound that can be drawn. */
function sidesOf({ lower, upper }: Bound): number[] {
  return [lower, upper].filter((side) => side !== undefined).filter(isDrawable);
}

function effectOf({ effect }: Row): number[] {
  return effect === undefined || !isDrawable(effect) ? [] : [effect];
}

/** The interval of a mean that is judged. */
function endsOf({ isMean, values }: Row): readonly number[] {
  return isMean ? intervalOf(values) : [];
}

function marksOf(row: Row, { x, y }: { x: Axis; y: number }): Mark[] {
  const { reading, part, isPublished, isMean, values } = row;
  const shown = label(reading, 30);
  const name = part ? `${shown} · ${part}` : shown;
  const at = (values: readonly number[]): Point[] => values.map((x) => ({ x, y }));
  const isSingle = values.length === 1;
  const interval = endsOf(row);
  return [
    { word: name, x: x.domain[0], y, align: "right", dx: -6 },
    ...(isPublished
      ? [{ dot: "published" as const, points: at(values) }]
      : isSingle
      ? []
      : [{ dot: "seed" as const, points: values.map((x) => ({ x, y: isMean ? y - 0.3 : y })) }]),
    ...(interval.length > 0 ? [{ line: "interval" as const, points: at(interval) }] : []),
    ...(!isPublished && (isMean || isSingle)
      ? [{ dot: "mean" as const, points: at([mean(values)]) }]
      : []),
  ];
}

/** The bounds, a line down all rows that follow each other with the same. */
function boundMarks(rows: readonly Row[]): Mark[] {
  const runs: { line: "bound" | "effect"; x: number; first: number; last: number }[] = [];
  rows.forEach((row, i) => {
    const lines = [
      ...sidesOf(row.bound).map((x) => ({ line: "bound" as const, x })),
      ...effectOf(row).map((x) => ({ line: "effect" as const, x })),
    ];
    for (const { line, x } of lines) {
      const run = runs.find((run) => run.line === line && run.x === x && run.last === i - 1);
      if (run) run.last = i;
      else runs.push({ line, x, first: i, last: i });
    }
  });
  return runs.map(({ line, x, first, last }) => ({
    line,
    points: [{ x, y: 0.5 - first }, { x, y: -0.5 - last }],
  }));
}

/** Says on which side of its bound a claim holds, above the first row, where the bound is one. */
function claimedMarks(rows: readonly Row[]): Mark[] {
  const bounds = new Set(rows.map(({ bound }) => JSON.stringify(bound)));
  const { lower, upper } = rows[0]!.bound;
  if (bounds.size > 1 || ![lower ?? 0, upper ?? 0].every(isDrawable)) return [];
  const above = { y: 0.5, dy: -8 };
  if (lower !== undefined && upper !== undefined) {
    return [{ word: "claimed", x: (lower + upper) / 2, align: "center", ...above }];
  }
  return lower !== undefined
    ? [{ word: "claimed →", x: lower, align: "left", ...above }]
    : [{ word: "← claimed", x: upper!, align: "right", ...above }];
}

function sentence(rows: readonly Row[]): string {
  const { reading, isPublished, bound } = rows[0]!;
  const found = rows.length > FEW ? [rangeText(rows)] : rows.map(({ part, isMean, values }) => {
    const [lowest, highest] = extent(values);
    const isOne = isMean || values.length === 1;
    const text = isOne || lowest === highest
      ? meanText(values)
      : `${meanText([lowest])} to ${meanText([highest])}`;
    return part ? `${part} ${text}` : text;
  });
  return `${label(reading)}${isPublished ? " (published)" : ""}: ${found.join("; ")}, claimed ${
    formatBound(bound)
  }.`;
}

/** Most parts whose numbers are all said in words. */
const FEW = 3;

function rangeText(rows: readonly Row[]): string {
  const sorted = rows.toSorted((a, b) => mean(a.values) - mean(b.values));
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!];
  const text = ({ part, values }: Row) => `${meanText(values)} (${part})`;
  return `${rows.length} parts from ${text(lowest)} to ${text(highest)}`;
}
