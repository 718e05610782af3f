import type { RunRecord } from "../../lab/mod.ts";
import type { ClaimReport } from "../schema.ts";
import { type ClaimFacts, factsOf } from "./_facts.ts";
import { heatMapPlots } from "./_heat_map.ts";
import { histogramPlots } from "./_histogram.ts";
import { intervalPlots } from "./_intervals.ts";
import { logLogPlots } from "./_log_log.ts";
import { seriesPlots } from "./_series.ts";
import type { Sketch } from "./_sketch.ts";
import { stagesPlots } from "./_stages.ts";
import { trajectoryPlots } from "./_trajectory.ts";

/** A picture of facts, with what a reader who cannot see it must know. */
export interface Plot {
  /** Unique within its claim, and fit for an HTML id. */
  readonly id: string;
  /** What is seen, in one line. */
  readonly title: string;
  /** How it is read, and what was left out. */
  readonly legend: string;
  /** The numbers that matter: a sentence for each thing that is drawn. */
  readonly numbers: readonly string[];
  /**
   * One `<svg>` element, without style sheet, script, link or id. Its colours are the page's: text
   * and lines have its `color`; the rest has the custom properties `--plot-faint`, `--plot-grid`,
   * `--plot-bound`, `--plot-first` and `--plot-second`, each with a fallback for light and dark.
   */
  readonly svg: string;
}

/** The kinds of plot, in the order in which a claim shows them. */
const KINDS: readonly ((facts: ClaimFacts) => readonly Sketch[])[] = [
  intervalPlots,
  logLogPlots,
  seriesPlots,
  stagesPlots,
  trajectoryPlots,
  heatMapPlots,
  histogramPlots,
];

/**
 * The plots of a claim: none where its facts call for none.
 *
 * Which there are follows from the criteria and from the names of the facts. The same facts give the
 * same text, on every machine.
 */
export async function plotsOf(claim: ClaimReport, record: RunRecord): Promise<readonly Plot[]> {
  const facts = factsOf(claim, record);
  const sketches = KINDS.flatMap((kind) => kind(facts));
  if (sketches.length === 0) return [];
  // Loaded only where it draws: a third of a second that other reports need not wait for.
  const { render } = await import("./_render.ts");
  const plots: Plot[] = [];
  for (const { spec, ...words } of sketches) plots.push({ ...words, svg: await render(spec) });
  return plots;
}
