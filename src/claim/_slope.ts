import { logSlope } from "../stats/mod.ts";
import { conjunction, type Sample } from "./_conjunction.ts";
import { type Facts, type Part, problem } from "./_facts.ts";
import { isBelowCeiling, type Point, window } from "./_window.ts";
import type { Slope } from "./criterion.ts";
import type { Observation } from "./fact.ts";
import type { Judgement } from "./judgement.ts";

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
    const curve = curveOf(row, criterion);
    if ("flaw" in curve) {
      const { flaw, reason } = curve;
      return { part, ...problem(reason, `part ${part}: seed ${row.seed}: ${flaw}`) };
    }
    const stiffness = row.values[criterion.stiffness] as number;
    const points = window(curve.points, { criterion, stiffness });
    if (points) values.push(logSlope(points.map(({ x }) => x), points.map(({ y }) => y)));
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

type Curve =
  | { readonly points: readonly Point[] }
  | { readonly flaw: string; readonly reason: "incomplete" | "not-finite" };

function curveOf({ values }: Observation, criterion: Slope): Curve {
  const [x, y, floor] = [criterion.x, criterion.y, criterion.floor].map((name) =>
    values[name] as readonly number[]
  ) as [readonly number[], readonly number[], readonly number[]];
  if (x.length !== y.length || x.length !== floor.length) {
    const flaw = `${x.length} ${criterion.x}, ${y.length} ${criterion.y} and ` +
      `${floor.length} ${criterion.floor} do not make a curve`;
    return { flaw, reason: "incomplete" };
  }
  if (x.length === 0) return { flaw: `${criterion.x} is empty`, reason: "incomplete" };
  const points = x.map((value, i) => ({ x: value, y: y[i]!, floor: floor[i]! }));
  const stiffness = values[criterion.stiffness] as number;
  // A run that diverges at a large x leaves an infinite y, but must not do so where it is judged.
  const bad = points.find((point) =>
    !(point.x > 0 && point.x < Infinity && Number.isFinite(point.floor)) ||
    (!Number.isFinite(point.y) && isBelowCeiling(point.x, { criterion, stiffness }))
  );
  if (!bad) return { points };
  const flaw = `${criterion.y} is ${bad.y} at ${criterion.x} ${bad.x}, floor ${bad.floor}`;
  return { flaw, reason: "not-finite" };
}
