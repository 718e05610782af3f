import { formatNumber } from "../format.ts";
import { type Marks, type Scale, scaleOf } from "./_axis.ts";
import { type Markup, markup } from "./_markup.ts";

/** How wide a strip is, and how much of that is kept free at each end. */
const WIDTH = 280;
const EDGE = 36;
/** How high the drawing is, its middle, and where numbers stand below it. */
const HEIGHT = 24;
const MIDDLE = HEIGHT / 2;
const NUMBERS = HEIGHT + 10;

/**
 * A reading on one axis: the region of its bound, the seeds, their interval, the deciding value, the
 * floor of the arithmetic, and what the papers report; below it the bound's numbers. It is for eyes
 * alone: every number of it stands beside it, or in a cell.
 */
export function strip(marks: Marks): Markup {
  const scale = scaleOf([marks], { left: EDGE, right: WIDTH - EDGE });
  if (!scale) return markup``;
  const edges = edgesOf(marks);
  const numbers = edges.map((edge, i) => {
    const anchor = edges.length === 1 ? "middle" : i === 0 ? "end" : "start";
    return markup`<text x="${x(edge, scale)}" y="${NUMBERS}" text-anchor="${anchor}">${
      formatNumber(edge)
    }</text>`;
  });
  return drawn(HEIGHT + 13, markup`${drawing(marks, scale)}${numbers}`);
}

/** Several readings on one axis, a strip each, without numbers. */
export function strips(all: readonly Marks[]): readonly Markup[] {
  const scale = scaleOf(all, { left: EDGE, right: WIDTH - EDGE });
  return all.map((marks) => scale ? drawn(HEIGHT, drawing(marks, scale)) : markup``);
}

function drawn(height: number, content: Markup): Markup {
  return markup`<svg class="strip" viewBox="0 0 ${WIDTH} ${height}" aria-hidden="true">${content}</svg>`;
}

function edgesOf({ support, refutedBelow }: Marks): readonly number[] {
  return [support.lower, support.upper, refutedBelow].filter((edge) => edge !== undefined);
}

function drawing(
  { support, refutedBelow, evidence, floor, seeds, reported }: Marks,
  scale: Scale,
): Markup {
  const { lower, upper } = support;
  const { interval, measured } = evidence ?? {};
  const at = (value: number) => x(value, scale);
  const left = lower === undefined ? 0 : at(lower);
  const right = upper === undefined ? WIDTH : at(upper);
  const path = (kind: string, values: readonly (number | undefined)[], shape: string) => {
    const places = values.filter((value) => value !== undefined).map((value) =>
      `M${at(value)} ${shape}`
    );
    return places.length > 0 && markup`<path class="${kind}" d="${places.join("")}"/>`;
  };
  const upright = `2v${HEIGHT - 4}`;
  const decided = measured !== undefined && Number.isFinite(measured) ? [measured] : [];
  const band = `M${left} 4h${round(right - left)}v${HEIGHT - 8}H${left}z`;
  const whisker = interval && `8v8m0-4H${at(interval.upper)}m0-4v8`;
  return markup`<path class="band" d="${band}"/><path class="axis" d="M0 ${MIDDLE}h${WIDTH}"/>${[
    path("edge", [lower, upper], upright),
    path("refuted-below", [refutedBelow], upright),
    path("floor", [floor], upright),
    path("interval", [interval?.lower], whisker ?? ""),
    path("reported", reported, "7l-3.5-6h7z"),
    // Lines of no length with round ends: dots, at a tenth of what circles take.
    path("seeds", seeds, `${MIDDLE}h0`),
    path("decided", decided, `${MIDDLE - 5}l4 5-4 5-4-5z`),
  ]}`;
}

/** A place to a tenth of a pixel, within the strip. */
function x(value: number, scale: Scale): number {
  return round(Math.min(Math.max(scale(value), 0), WIDTH));
}

function round(place: number): number {
  return Math.round(place * 10) / 10;
}
