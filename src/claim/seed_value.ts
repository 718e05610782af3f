import { logSlope } from "../stats/mod.ts";
import type { Criterion } from "./criterion.ts";
import type { FactValue, Observation } from "./fact.ts";
import { needsOf } from "./_needs.ts";
import { slopePoints } from "./slope_points.ts";

/**
 * The one number that a criterion takes from an observation, in the criterion's unit: the quantity,
 * the paired difference, or the slope; what is judged is its mean or its largest value over seeds.
 *
 * @returns Undefined where the facts it needs are not there, or make no curve to read a slope on.
 *
 * @example
 * ```ts
 * import { seedValue } from "./seed_value.ts";
 * import { assertEquals } from "@std/assert";
 * const pair = { treated: "with", baseline: "without", unit: "points", smallestEffect: 0.5 };
 * const observation = { part: "mlp", seed: 0, values: { with: 80, without: 78.5 } };
 * assertEquals(seedValue({ kind: "paired-gain", ...pair }, observation), 1.5);
 * ```
 */
export function seedValue(criterion: Criterion, observation: Observation): number | undefined {
  const { values } = observation;
  const { scalars, arrays } = needsOf(criterion);
  const complete = scalars.every((name) => typeof values[name] === "number") &&
    arrays.every((name) => Array.isArray(values[name]));
  if (!complete) return undefined;
  const scalar = (name: string) => values[name] as number;
  switch (criterion.kind) {
    case "every-trial":
    case "range":
    case "one-sided":
      return scalar(criterion.quantity);
    case "non-inferiority":
    case "paired-gain":
      return scalar(criterion.treated) - scalar(criterion.baseline);
    case "slope": {
      const curve = slopePoints(values, criterion);
      const fitted = "fitted" in curve ? curve.fitted : undefined;
      return fitted && logSlope(fitted.map(({ x }) => x), fitted.map(({ y }) => y));
    }
  }
}

/**
 * The largest rounding error that {@linkcode seedValue} may carry, from those of its facts by name.
 *
 * @returns Undefined where a fact's is not known, and of a slope: there every point has its own.
 *
 * @example
 * ```ts
 * import { seedNoise } from "./seed_value.ts";
 * import { assertEquals } from "@std/assert";
 * const pair = { treated: "with", baseline: "without", unit: "1", margin: 0.5 };
 * const noise = new Map([["with", 0.25], ["without", 0.5]]);
 * assertEquals(seedNoise({ kind: "non-inferiority", ...pair }, noise), 0.75);
 * ```
 */
export function seedNoise(
  criterion: Criterion,
  noise: ReadonlyMap<string, FactValue | undefined>,
): number | undefined {
  const sum = (names: readonly string[]) => {
    const errors = names.map((name) => noise.get(name)).filter((error) =>
      typeof error === "number"
    );
    return errors.length < names.length ? undefined : errors.reduce((a, b) => a + b, 0);
  };
  switch (criterion.kind) {
    case "every-trial":
    case "range":
    case "one-sided":
      return sum([criterion.quantity]);
    case "non-inferiority":
    case "paired-gain":
      return sum([criterion.treated, criterion.baseline]);
    case "slope":
      return undefined;
  }
}
