import { mean } from "../../stats/mod.ts";
import { formatNumber } from "../format.ts";
import { extent, linearAxis } from "./_axis.ts";
import { HEAT_MAP_PLOTS, type HeatMapPlot } from "./_catalogue.ts";
import { type Distinct, distinct, namesOf } from "./_distinct.ts";
import { array, type ClaimFacts, decidingPart, isDrawable, type ReadingFacts } from "./_facts.ts";
import { type Panel, panelled } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { alsoText, label, omittedText } from "./_text.ts";

/** Of a map, in pixels. */
const SIDE = 138;

/** A mean over seeds on a square grid, a row a value of the vertical axis. */
interface Surface {
  readonly id: string;
  readonly part: string;
  readonly name: string;
  readonly axis: readonly number[];
  /** NaN where no seed has a value that can be drawn. */
  readonly values: readonly (readonly number[])[];
}

/** Of readings with a value at every point of a grid: the mean over seeds, the stronger the colour the larger. */
export function heatMapPlots({ readings }: ClaimFacts): Sketch[] {
  return HEAT_MAP_PLOTS.flatMap((plot) => {
    const surfaces = distinct(
      readings.flatMap((facts) => surfacesOf(facts, plot)),
      ({ name, part, values }) => [name, part, values],
    );
    return surfaces.length === 0 ? [] : [sketch(surfaces, plot)];
  });
}

function surfacesOf({ report, samples }: ReadingFacts, plot: HeatMapPlot): Surface[] {
  const whole = samples.filter((sample) => array(sample, plot.axis)?.every(isDrawable));
  const part = decidingPart(report, whole.map(({ part }) => part));
  const own = whole.filter((sample) => sample.part === part);
  const axis = own[0] && array(own[0], plot.axis)!;
  if (part === undefined || !axis || new Set(axis).size < 2) return [];
  return plot.maps.flatMap(({ fact, name }) => {
    const maps = own.flatMap((sample) => {
      const values = array(sample, fact);
      return values?.length === axis.length ** 2 ? [values] : [];
    });
    if (maps.length === 0) return [];
    const values = axis.map((_, row) =>
      axis.map((_, column) => meanAt(maps, row * axis.length + column))
    );
    if (values.flat().every(Number.isNaN)) return [];
    return [{ id: report.id, part, name, axis, values }];
  });
}

function meanAt(maps: readonly (readonly number[])[], i: number): number {
  const values = maps.map((map) => map[i]!).filter(isDrawable);
  return values.length === 0 ? NaN : mean(values);
}

function sketch(surfaces: readonly Distinct<Surface>[], plot: HeatMapPlot): Sketch {
  const all = surfaces.flatMap(({ values }) => values.flat()).filter(Number.isFinite);
  const [lowest, highest] = extent(all);
  const axis = surfaces[0]!.axis;
  const [first, last] = extent(axis);
  const half = (last - first) / (axis.length - 1) / 2;
  const ends = [first - half, last + half];
  const options = { most: 5, margin: 0 };
  const missing = surfaces.flatMap(({ values }) => values.flat()).length - all.length;
  return {
    id: plot.id,
    title: `${plot.title}: the stronger the colour, the larger`,
    legend: [
      `Means over seeds, from ${formatNumber(lowest)} (no colour) to ${
        formatNumber(highest)
      } (full colour); numbers stand at the corners and at the middle.`,
      ...omittedText(missing),
    ].join(" "),
    numbers: surfaces.map(sentence),
    spec: panelled({
      panels: surfaces.map((surface) => panelOf(surface, { lowest, highest, half })),
      columns: 4,
      ...{ width: SIDE, height: SIDE },
      x: linearAxis(ends, { title: plot.axisTitle[0], ...options }),
      y: linearAxis(ends, { title: plot.axisTitle[1], ...options }),
    }),
  };
}

function panelOf(
  surface: Distinct<Surface>,
  { lowest, highest, half }: { lowest: number; highest: number; half: number },
): Panel {
  const { name, axis, values } = surface;
  const cells = axis.flatMap((y, row) =>
    axis.flatMap((x, column) => {
      const value = values[row]![column]!;
      return Number.isFinite(value) ? [{ x, y, value }] : [];
    })
  );
  const [first, middle, last] = [axis[0], axis[axis.length >> 1], axis.at(-1)];
  const isNumbered = ({ x, y }: { x: number; y: number }) =>
    x === middle && y === middle || [first, last].includes(x) && [first, last].includes(y);
  return {
    heading: `${name}: ${namesOf(surface, 20)}`,
    marks: [
      {
        areas: cells.map(({ x, y, value }) => ({
          ...{ x: x - half, y: y - half, x2: x + half, y2: y + half },
          depth: Math.round(90 * (value - lowest) / (highest - lowest || 1)) / 100,
        })),
      },
      ...cells.filter(isNumbered).map(({ x, y, value }) => ({
        word: value.toFixed(Math.abs(value) < 10 ? 1 : 0),
        ...{ x, y, dy: 4 },
        align: x === first ? "left" as const : x === last ? "right" as const : "center" as const,
        dx: x === first ? -5 : x === last ? 5 : 0,
      })),
    ],
  };
}

function sentence({ id, also, part, name, values }: Distinct<Surface>): string {
  const all = values.flat().filter(Number.isFinite);
  const middle = values[values.length >> 1]![values.length >> 1]!;
  return `${label(id)} (${label(part, 80)}), ${name}: mean ${formatNumber(mean(all))}, ` +
    `${formatNumber(middle)} in the middle${alsoText(also)}.`;
}
