import { formatNumber } from "../format.ts";
import { type Axis, extent, linearAxis } from "./_axis.ts";
import { TRAJECTORY_PLOTS, type TrajectoryPlot } from "./_catalogue.ts";
import { array, type ClaimFacts, isDrawable, type ReadingFacts } from "./_facts.ts";
import { type Panel, panelled, type Point } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { label, omittedText } from "./_text.ts";

/** Most seeds that are shown. */
const SEEDS = 3;
const HEIGHT = 150;
/** Of a panel beside two others: lengths must be the same in both directions. */
const WIDTH = 189;

interface Path {
  readonly reading: string;
  readonly seed: number;
  readonly start: Point;
  readonly marked: readonly (Point & { readonly text: string })[];
  readonly steps: readonly Point[];
  readonly explained: readonly number[];
  readonly omitted: number;
}

/** Of readings with points in a plane: the path of each of the first seeds. */
export function trajectoryPlots({ readings }: ClaimFacts): Sketch[] {
  return TRAJECTORY_PLOTS.flatMap((plot) => {
    const paths = readings.flatMap((facts) => pathsOf(facts, plot).slice(0, SEEDS));
    return paths.length === 0 ? [] : [sketch(paths, plot)];
  });
}

function pathsOf({ report, samples }: ReadingFacts, plot: TrajectoryPlot): Path[] {
  return samples.flatMap((sample): Path[] => {
    const [x, y, marked] = [plot.x, plot.y, plot.marked].map((name) => array(sample, name));
    if (!x || !y || !marked || x.length !== y.length || x.length <= marked.length) return [];
    const points = x.map((x, i) => ({ x, y: y[i]! }));
    const isShown = (point: Point) => isDrawable(point.x) && isDrawable(point.y);
    const [start, ...rest] = points;
    if (!isShown(start!)) return [];
    const texts = rest.slice(0, marked.length)
      .map((point, i) => ({ ...point, text: formatNumber(marked[i]!) }));
    return [{
      reading: report.id,
      seed: sample.seed,
      start: start!,
      marked: texts.filter(isShown),
      steps: rest.slice(marked.length).filter(isShown),
      explained: array(sample, plot.explained) ?? [],
      omitted: points.filter((point) => !isShown(point)).length,
    }];
  });
}

function pointsOf(
  { start, marked = [], steps = [] }: Pick<Path, "start"> & Partial<Path>,
): Point[] {
  return [start, ...marked.map(place), ...steps];
}

interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

/** Axes over all points on which a length is the same in both directions. */
function axesOf(points: readonly Point[]): Axes {
  const spans = (["x", "y"] as const).map((axis) => {
    const [lowest, highest] = extent(points.map((point) => point[axis]));
    return { lowest, highest };
  });
  const [width, height] = spans.map(({ lowest, highest }) => highest - lowest);
  const scale = Math.max(width! / WIDTH, height! / HEIGHT) || 1;
  const [x, y] = spans.map(({ lowest, highest }, i) => {
    const half = scale * (i === 0 ? WIDTH : HEIGHT) / 2;
    const centre = (lowest + highest) / 2;
    const title = `${i === 0 ? "first" : "second"} principal component`;
    return linearAxis([centre - half, centre + half], { title, most: 5, margin: 0.08 });
  });
  return { x: x!, y: y! };
}

function sketch(paths: readonly Path[], plot: TrajectoryPlot): Sketch {
  const { names } = plot;
  const axes = axesOf(paths.flatMap((path) => pointsOf(path)));
  return {
    id: plot.id,
    title: plot.title,
    legend: [
      `The first two principal components of all points together, a panel a seed, with the shares ` +
      `of the variance that they explain. Dashed with squares: ${names.marked}, numbered where there is room; solid with circles: ${names.steps}; both begin at the base.`,
      ...omittedText(paths.reduce((total, { omitted }) => total + omitted, 0)),
    ].join(" "),
    numbers: paths.map((path) => sentence(path, plot)),
    spec: panelled({
      panels: paths.map((path) => panelOf(path, { names, ...axes })),
      ...{ columns: SEEDS, height: HEIGHT, width: WIDTH, ...axes },
    }),
  };
}

function panelOf(path: Path, { x, y, names }: Axes & Pick<TrajectoryPlot, "names">): Panel {
  const { seed, start, marked, steps, explained } = path;
  const shares = explained.slice(0, 2).filter(isDrawable).map(percent);
  const ends = [
    { text: `${names.marked}, ${marked.at(-1)?.text}`, end: marked.at(-1) },
    { text: `${names.steps}, ${steps.length}`, end: steps.at(-1) },
  ];
  const middle = (x.domain[0] + x.domain[1]) / 2;
  // Numbers would run into each other where the points do.
  const isApart = (point: Point, others: readonly Point[]) =>
    others.every((other) =>
      WIDTH * Math.abs(point.x - other.x) / (x.domain[1] - x.domain[0]) > 22 ||
      HEIGHT * Math.abs(point.y - other.y) / (y.domain[1] - y.domain[0]) > 22
    );
  const numbered = marked.slice(0, -1).filter((point, i) =>
    isApart(point, [start, ...marked.slice(0, i), ...marked.slice(-1)])
  );
  return {
    heading: `seed ${seed}${shares.length === 2 ? ` (${shares.join(", ")})` : ""}`,
    marks: [
      { line: "second", points: pointsOf({ start, marked }) },
      { line: "first", points: pointsOf({ start, steps }) },
      { dot: "second", points: marked.map(place) },
      { dot: "first", points: steps },
      { dot: "mean", points: [start] },
      { word: "base", ...start, dy: 16, dx: -6, align: "left" },
      ...numbered.map((point) => ({ word: point.text, ...place(point), dx: 6, dy: -4 })),
      ...ends.flatMap(({ text, end }) => {
        if (!end) return [];
        const isRight = end.x > middle;
        const side = { align: isRight ? "right" as const : "left" as const, dx: isRight ? 4 : -4 };
        return [{ word: text, ...place(end), ...side, dy: -9 }];
      }),
    ],
  };
}

function place({ x, y }: Point): Point {
  return { x, y };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function sentence(
  { reading, seed, start, marked, steps, explained }: Path,
  { names }: TrajectoryPlot,
): string {
  const ends = [[names.marked, marked.at(-1)], [names.steps, steps.at(-1)]] as const;
  const at = ({ x, y }: Point) => `(${formatNumber(x)}, ${formatNumber(y)})`;
  const words = ends.flatMap(([name, end]) => end ? [`${name} ends at ${at(end)}`] : []);
  const share = explained.slice(0, 2).filter(isDrawable).map(percent).join(" and ");
  return `${label(reading)}, seed ${seed}: from ${at(start)}, ${words.join(", ")}` +
    `${share ? `; ${share} of the variance` : ""}.`;
}
