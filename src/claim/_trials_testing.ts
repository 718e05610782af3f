import type { Criterion } from "./criterion.ts";
import type { Observation } from "./fact.ts";
import type { JudgeInput } from "./judge.ts";

/** Values by part, one a seed, for tests. */
export type Trials = Readonly<Record<string, readonly number[]>>;

/** A criterion of every kind; a trial's value v is its quantity, difference or slope. */
export const CRITERIA = {
  "every-trial": { kind: "every-trial", quantity: "v", unit: "ulp", atMost: 2 },
  range: { kind: "range", quantity: "v", unit: "1", within: [-2, 2] },
  above: { kind: "one-sided", quantity: "v", unit: "1", side: "above", bound: 2 },
  below: { kind: "one-sided", quantity: "v", unit: "1", side: "below", bound: 2 },
  slope: {
    kind: "slope",
    x: "x",
    y: "y",
    floor: "floor",
    stiffness: "stiffness",
    ceiling: 1,
    headroom: 30,
    decades: 1.5,
    within: [-2, 2],
  },
  "non-inferiority": {
    kind: "non-inferiority",
    treated: "v",
    baseline: "zero",
    unit: "point",
    margin: 2,
    sensitivity: { effect: "effect", none: "zero" },
  },
  "paired-gain": {
    kind: "paired-gain",
    treated: "v",
    baseline: "zero",
    unit: "point",
    smallestEffect: 2,
  },
} as const satisfies Record<string, Criterion>;

/** Names of the criteria above. */
export const NAMES = Object.keys(CRITERIA) as (keyof typeof CRITERIA)[];

const X = [1e-3, 1e-2, 1e-1, 1];

/** An observation that holds the value v for any of the criteria above. */
export function observation(
  v: number,
  { part, seed }: { readonly part: string; readonly seed: number },
): Observation {
  const curve = { x: X, y: X.map((x) => x ** v), floor: X.map(() => 1e-30), stiffness: 1 };
  return { part, seed, values: { v, zero: 0, effect: 9, ...curve } };
}

/** What the judge is given for trials that came out as planned. */
export function input(criterion: Criterion, trials: Trials): JudgeInput {
  const longest = Math.max(0, ...Object.values(trials).map((values) => values.length));
  return {
    criterion,
    parts: Object.keys(trials),
    seeds: Array.from({ length: longest }, (_, seed) => seed),
    observations: Object.entries(trials).flatMap(([part, values]) =>
      values.map((v, seed) => observation(v, { part, seed }))
    ),
  };
}
