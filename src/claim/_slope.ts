import { logSlope } from "../stats/mod.ts";
import { conjunction, type Sample } from "./_conjunction.ts";
import { type Facts, type Part, problem } from "./_facts.ts";
import type { Slope } from "./criterion.ts";
import type { Judgement } from "./judgement.ts";
import { slopePoints } from "./slope_points.ts";

/** Judges an order of convergence: one slope a seed, the range rule over parts where all have one. */
export function judgeSlope(criterion: Slope, { parts, ...seeds }: Facts): Judgement {
  const [lower, upper] = criterion.within;
  const bound = { lower, upper };
  const samples = parts.map((part) => sampleOf(part, criterion));
  return conjunction(samples, { unit: "1", support: bound, refute: bound, closed: true, ...seeds });
}

function sampleOf({ part, rows }: Part, criterion: Slope): Sample {
  const values: number[] = [];
  for (const row of rows) {
    const curve = slopePoints(row.values, criterion);
    if ("flaw" in curve) {
      const { flaw, reason } = curve;
      return { part, ...problem(reason, `part ${part}: seed ${row.seed}: ${flaw}`) };
    }
    const { fitted } = curve;
    if (fitted) values.push(logSlope(fitted.map(({ x }) => x), fitted.map(({ y }) => y)));
  }
  if (values.length === rows.length) return { part, values };
  const having = values.length === 0
    ? `no seed of ${rows.length} has`
    : `only ${values.length} of ${rows.length} seeds have`;
  const detail = `${having} ${criterion.decades} decades of ${criterion.x} where ${criterion.y} ` +
    `is above ${criterion.headroom} floors`;
  // Seeds without a slope are not missing at random: those that have one cannot speak for them.
  return { part, values, undecided: { reason: "not-measurable", detail } };
}
