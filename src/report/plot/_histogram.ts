import { formatNumber } from "../format.ts";
import { sum } from "../../stats/mod.ts";
import { linearAxis } from "./_axis.ts";
import { HISTOGRAM_PLOTS, type HistogramPlot } from "./_catalogue.ts";
import { array, type ClaimFacts, decidingPart, isDrawable, type ReadingFacts } from "./_facts.ts";
import { type Panel, panelled, type Point } from "./_panels.ts";
import type { Sketch } from "./_sketch.ts";
import { label, omittedText, shortPart } from "./_text.ts";
import { seriesStyle } from "./_theme.ts";

/** Shares of all counts by bin. */
interface Histogram {
  readonly name: string;
  readonly edges: readonly number[];
  readonly shares: readonly number[];
  readonly total: number;
  readonly omitted: number;
}

interface Compared {
  readonly reading: string;
  readonly part: string;
  readonly histograms: readonly Histogram[];
}

/** Of readings with counts in bins: each as a stepped line, the part that decides. */
export function histogramPlots({ readings }: ClaimFacts): Sketch[] {
  return HISTOGRAM_PLOTS.flatMap((plot) => {
    const found = readings.flatMap((facts) => comparedOf(facts, plot));
    return found.length === 0 ? [] : [sketch(found, plot)];
  });
}

function comparedOf({ report, samples }: ReadingFacts, plot: HistogramPlot): Compared[] {
  const whole = samples.filter((sample) => {
    const edges = array(sample, plot.edges);
    return edges?.every((edge, i) => isDrawable(edge) && (i === 0 || edge > edges[i - 1]!));
  });
  const part = decidingPart(report, whole.map(({ part }) => part));
  const own = whole.filter((sample) => sample.part === part);
  const edges = own[0] && array(own[0], plot.edges)!;
  if (part === undefined || !edges) return [];
  const histograms = plot.counts.flatMap(({ fact, name }): Histogram[] => {
    const counts = own.flatMap((sample) => {
      const counts = array(sample, fact);
      return counts?.length === edges.length - 1 ? [counts] : [];
    });
    const drawable = (value: number) => value >= 0 && isDrawable(value);
    const bins = edges.slice(1).map((_, i) => sum(counts.map((row) => row[i]!).filter(drawable)));
    const total = sum(bins);
    const omitted = counts.flat().filter((count) => !drawable(count)).length;
    return total > 0
      ? [{ name, edges, shares: bins.map((bin) => bin / total), total, omitted }]
      : [];
  });
  return histograms.length === 0 ? [] : [{ reading: report.id, part, histograms }];
}

/** The stepped line round the bins that are not empty. */
function steps({ edges, shares }: Histogram): Point[] {
  const first = shares.findIndex((share) => share > 0);
  const last = shares.findLastIndex((share) => share > 0);
  const inner = shares.slice(first, last + 1).flatMap((y, i) => [
    { x: edges[first + i]!, y },
    { x: edges[first + i + 1]!, y },
  ]);
  return [{ x: edges[first]!, y: 0 }, ...inner, { x: edges[last + 1]!, y: 0 }];
}

function sketch(found: readonly Compared[], plot: HistogramPlot): Sketch {
  const points = found.flatMap(({ histograms }) => histograms.flatMap(steps));
  const x = linearAxis(points.map(({ x }) => x), { title: plot.xTitle, most: 6 });
  const y = linearAxis([0, ...points.map(({ y }) => y)], { title: "share of pairs", most: 4 });
  const named = plot.counts.map(({ name }, i) => `${name} ${i === 0 ? "solid" : "dashed"}`);
  return {
    id: plot.id,
    title: plot.title,
    legend: [
      `Of each reading the part that decides, all seeds together; ${named.join(", ")}.`,
      ...omittedText(
        found.flatMap(({ histograms }) => histograms).reduce((n, { omitted }) => n + omitted, 0),
      ),
    ].join(" "),
    numbers: found.map(sentence),
    spec: panelled({ panels: found.map(panelOf), columns: 2, height: 130, x, y }),
  };
}

function panelOf({ reading, part, histograms }: Compared): Panel {
  return {
    heading: `${label(reading, 24)}: ${shortPart(part)}`,
    marks: histograms.flatMap((histogram, i) => {
      const line = steps(histogram);
      const half = Math.max(...histogram.shares) / 2;
      // The first is named on its left flank, the others on their right.
      const flank = i === 0
        ? { ...line.find(({ y }) => y >= half)!, align: "right" as const, dx: -6 }
        : { ...line.findLast(({ y }) => y >= half)!, dx: 6, dy: -12 * (i - 1) };
      return [{ line: seriesStyle(i), points: line }, { word: histogram.name, ...flank }];
    }),
  };
}

function sentence({ reading, part, histograms }: Compared): string {
  const words = histograms.map(({ name, edges, shares, total }) => {
    const highest = shares.indexOf(Math.max(...shares));
    const middle = (edges[highest]! + edges[highest + 1]!) / 2;
    return `${name}: ${formatNumber(total)} counts, most at ${formatNumber(middle)} (${
      formatNumber(shares[highest]!)
    })`;
  });
  return `${label(reading)} (${label(part, 80)}): ${words.join("; ")}.`;
}
