/** Plots of a claim's facts, as SVG. */
export { type Plot, plotsOf } from "./plots_of.ts";
