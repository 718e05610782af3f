/**
 * The colours of all plots, as SVG attributes. A page that gives these custom properties values for
 * light and for dark paper colours all plots; without them the fallbacks are readable on both.
 */
export const COLOURS = {
  /** Text, axes, means and intervals. */
  ink: "currentColor",
  /** Single seeds and parts that are not named. */
  faint: "var(--plot-faint,#8a8a8a)",
  grid: "var(--plot-grid,#8884)",
  /** The bounds of a claim. */
  bound: "var(--plot-bound,#d9480f)",
  /** Series, which are told apart by dash and shape as well. */
  first: "var(--plot-first,#2f7fd0)",
  second: "var(--plot-second,#b87900)",
} as const;

/** How a line is drawn. */
export const LINES = {
  mean: { stroke: COLOURS.ink, strokeWidth: 1.8, strokeDash: [1, 0] },
  interval: { stroke: COLOURS.ink, strokeWidth: 1.2, strokeDash: [1, 0] },
  first: { stroke: COLOURS.first, strokeWidth: 1.8, strokeDash: [1, 0] },
  second: { stroke: COLOURS.second, strokeWidth: 1.8, strokeDash: [5, 2] },
  third: { stroke: COLOURS.ink, strokeWidth: 1.4, strokeDash: [2, 2] },
  fourth: { stroke: COLOURS.faint, strokeWidth: 1.8, strokeDash: [8, 2, 2, 2] },
  faint: { stroke: COLOURS.faint, strokeWidth: 0.7, strokeDash: [1, 0] },
  bound: { stroke: COLOURS.bound, strokeWidth: 1.2, strokeDash: [4, 3] },
  effect: { stroke: COLOURS.bound, strokeWidth: 1.2, strokeDash: [1, 3] },
} as const;

/** How a dot is drawn. */
export const DOTS = {
  seed: { shape: "circle", size: 12, fill: COLOURS.faint, stroke: null },
  unfitted: { shape: "circle", size: 12, fill: null, stroke: COLOURS.first },
  fitted: { shape: "circle", size: 12, fill: COLOURS.first, stroke: COLOURS.first },
  // As on the strips: what decides is a diamond, what was published a triangle.
  mean: { shape: "diamond", size: 60, fill: COLOURS.ink, stroke: COLOURS.ink },
  published: { shape: "triangle-down", size: 40, fill: null, stroke: COLOURS.ink },
  first: { shape: "circle", size: 30, fill: COLOURS.first, stroke: COLOURS.first },
  second: { shape: "square", size: 30, fill: null, stroke: COLOURS.second },
  third: { shape: "triangle-up", size: 34, fill: null, stroke: COLOURS.ink },
  fourth: { shape: "diamond", size: 34, fill: COLOURS.faint, stroke: COLOURS.faint },
} as const;

/** The styles of series, in their order: what follows the last is drawn as the last. */
export const SERIES = ["first", "second", "third", "fourth"] as const;

/** The style of a series by its number. */
export function seriesStyle(number: number): typeof SERIES[number] {
  return SERIES[Math.min(number, SERIES.length - 1)]!;
}

/** Defaults of every specification. */
export const CONFIG = {
  background: "transparent",
  padding: 4,
  font: "sans-serif",
  aria: false,
  view: { stroke: COLOURS.grid, fill: null },
  axis: {
    labelColor: COLOURS.ink,
    titleColor: COLOURS.ink,
    domainColor: COLOURS.ink,
    tickColor: COLOURS.ink,
    gridColor: COLOURS.grid,
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: "normal",
    labelLimit: 0,
    titleLimit: 0,
    labelOverlap: true,
  },
} as const;
