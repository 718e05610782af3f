/**
 * The colours of all plots, as SVG attributes. A page that gives these custom properties values for
 * light and for dark paper colours all plots; without them the fallbacks are readable on both.
 */
export const COLOURS = {
  /** Text, axes and what matters most. */
  ink: "currentColor",
  /** Single seeds, other parts, text of second rank. */
  faint: "var(--plot-faint,#8a8a8a)",
  grid: "var(--plot-grid,#8884)",
  /** Bounds and regions in which a claim holds. */
  bound: "var(--plot-bound,#c2410c)",
  /** First and second series, also told apart by dash and shape. */
  first: "var(--plot-first,#2f7fd0)",
  second: "var(--plot-second,#c47f00)",
} as const;

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
  },
  text: { color: COLOURS.ink, fontSize: 11, limit: 0 },
} as const;
