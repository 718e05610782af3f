import { mean } from "../../stats/mod.ts";
import { linearAxis, ordinalAxis } from "./_axis.ts";
import { STAGES_PLOTS, type StagesPlot } from "./_catalogue.ts";
import { type ClaimFacts, omittedOf, type ReadingFacts, scalar } from "./_facts.ts";
import { intervalOf, meanText } from "./_means.ts";
import { crowdedText, type Mark, panelled } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { spread } from "./_spread.ts";
import { distinguishing, label, omittedText } from "./_text.ts";
import { seriesStyle } from "./_theme.ts";

const HEIGHT = 170;
/** From a line to the next, as a share of the way from stage to stage. */
const SHIFT = 0.05;
/** Most parts that are told apart by their style, and most that are drawn. */
const STYLED = 4;
const MOST = 24;

/** The seeds' values of a part at every stage: none where the fact is missing. */
interface Line {
  readonly name: string;
  readonly stages: readonly (readonly number[])[];
}

interface Drawn {
  readonly reading: string;
  readonly lines: readonly Line[];
  readonly omitted: number;
}

/** Of readings with scalar facts that follow each other: a line a part, from stage to stage. */
export function stagesPlots({ readings }: ClaimFacts): Sketch[] {
  return STAGES_PLOTS.flatMap((plot) => {
    const drawn = readings.flatMap((facts) => drawnOf(facts, plot));
    return drawn.length === 0 ? [] : [sketch(drawn, plot)];
  });
}

function drawnOf({ samples, report }: ReadingFacts, { stages, unless }: StagesPlot): Drawn[] {
  if (unless !== undefined && samples.some(({ values }) => unless in values)) return [];
  const parts = Map.groupBy(samples, ({ part }) => part);
  const names = distinguishing([...parts.keys()]);
  const lines = [...parts].map(([part, own]) => ({
    name: names.get(part)!,
    stages: stages.map(({ fact }) => own.flatMap((sample) => scalar(sample, fact) ?? [])),
  })).filter(({ stages }) => stages.filter((values) => values.length > 0).length > 1);
  const omitted = omittedOf(samples, stages.map(({ fact }) => fact));
  return lines.length === 0 || lines.length > MOST ? [] : [{ reading: report.id, lines, omitted }];
}

function sketch(drawn: readonly Drawn[], plot: StagesPlot): Sketch {
  const { stages } = plot;
  const values = drawn.flatMap(({ lines }) => lines.flatMap(({ stages }) => stages));
  const ends = values.flatMap((seeds) => intervalOf(seeds));
  const y = linearAxis([...values.flat(), ...ends], { title: plot.yTitle, most: 6, margin: 0.08 });
  // A name has the same style in every panel.
  const names = [...new Set(drawn.flatMap(({ lines }) => lines.map(({ name }) => name)))];
  const perPixel = (y.domain[1] - y.domain[0]) / HEIGHT;
  const panels = drawn.map(({ reading, lines }) => ({
    heading: label(reading),
    marks: marksOf(lines, { names, perPixel }),
  }));
  return {
    id: plot.id,
    title: plot.title,
    legend: [
      values.some((seeds) => seeds.length > 1)
        ? "Means over seeds with their 90 % interval, single seeds as dots."
        : "As they were published, or measured once.",
      ...omittedText(drawn.reduce((total, { omitted }) => total + omitted, 0)),
      ...crowdedText(panels),
    ].join(" "),
    numbers: drawn.map((one) => sentence(one, plot)),
    spec: panelled({
      panels,
      columns: 2,
      height: HEIGHT,
      // Names stand to the right of the last stage.
      x: ordinalAxis([-0.35, stages.length + 0.2], stages.map(({ name }) => name)),
      y,
    }),
  };
}

function marksOf(
  lines: readonly Line[],
  { names, perPixel }: { names: readonly string[]; perPixel: number },
): Mark[] {
  const ends = lines.map(({ stages }) => means(stages).at(-1)!);
  const heights = spread(ends.map(({ y }) => y), 12 * perPixel);
  const farthest = SHIFT * (lines.length - 1) / 2;
  return lines.flatMap(({ name, stages }, i): Mark[] => {
    const style = lines.length > STYLED ? "interval" : seriesStyle(names.indexOf(name) % STYLED);
    // Lines stand a little apart, so that their dots do not hide each other.
    const shift = SHIFT * i - farthest;
    const points = means(stages).map(({ x, y }) => ({ x: x + shift, y }));
    const seeds = stages.flatMap((values, x) =>
      values.length > 1 ? values.map((y) => ({ x: x + shift, y })) : []
    );
    const intervals = stages.map((values, x) =>
      intervalOf(values).map((y) => ({ x: x + shift, y }))
    ).filter((ends) => ends.length > 0);
    return [
      { dot: "seed", points: seeds },
      ...intervals.map((points) => ({ line: "interval" as const, points })),
      { line: style, points },
      { dot: style === "interval" ? "mean" : style, points },
      { word: name, x: ends[i]!.x + farthest, y: heights[i]!, dx: 9 },
    ];
  });
}

function means(stages: Line["stages"]) {
  return stages.flatMap((values, x) => values.length === 0 ? [] : [{ x, y: mean(values) }]);
}

function sentence({ reading, lines }: Drawn, plot: StagesPlot): string {
  const words = lines.map(({ name, stages }) =>
    `${name} ${
      stages.flatMap((values, i) =>
        values.length === 0 ? [] : [`${plot.stages[i]!.name} ${meanText(values)}`]
      ).join(", ")
    }`
  );
  return `${label(reading)}: ${words.join("; ")}.`;
}
