import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { judge } from "./judge.ts";
import type { Criterion } from "./criterion.ts";
import type { Observation } from "./fact.ts";
import { seedValue } from "./seed_value.ts";

const range = { kind: "range", quantity: "q", unit: "1", within: [0, 1] } as const;
const slope = {
  kind: "slope",
  x: "x",
  y: "y",
  floor: "floor",
  stiffness: "stiffness",
  ceiling: 1,
  headroom: 10,
  decades: 1,
  within: [1.9, 2.1],
} as const;

function observation(seed: number, values: Observation["values"]): Observation {
  return { part: "p", seed, values };
}

function curve(seed: number, order: number): Observation {
  const x = [0.001, 0.01, 0.1];
  const y = x.map((value) => value ** order);
  return observation(seed, { x, y, floor: x.map(() => 0), stiffness: 1 });
}

function meanOf(criterion: Criterion, observations: readonly Observation[]): number {
  const values = observations.map((one) => seedValue(criterion, one)!);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function judged(criterion: Criterion, observations: readonly Observation[]): number {
  const seeds = observations.map(({ seed }) => seed);
  const { verdict } = judge({ criterion, parts: ["p"], seeds, observations });
  return "evidence" in verdict ? verdict.evidence!.measured : NaN;
}

Deno.test("the mean of what a criterion takes from its seeds is what the judge measured", () => {
  const scalar = fc.double({ min: -1, max: 1, noNaN: true });
  const seeds = fc.array(fc.tuple(scalar, scalar), { minLength: 2, maxLength: 6 });
  const gain = { kind: "paired-gain", treated: "q", baseline: "r", unit: "1" } as const;
  fc.assert(fc.property(seeds, (pairs) => {
    const observations = pairs.map(([q, r], seed) => observation(seed, { q, r }));
    for (const criterion of [range, { ...gain, smallestEffect: 0.5 }]) {
      const close = Math.abs(meanOf(criterion, observations) - judged(criterion, observations));
      assertEquals(close < 1e-12, true);
    }
  }));
  const curves = [curve(0, 1.9), curve(1, 2.05)];
  assertAlmostEquals(meanOf(slope, curves), judged(slope, curves), 1e-12);
});

Deno.test("there is no value where the facts are not there, or no slope can be read", () => {
  assertEquals(seedValue(range, observation(0, {})), undefined);
  assertEquals(seedValue(range, observation(0, { q: [1] })), undefined);
  assertEquals(seedValue(slope, observation(0, { x: 1, y: 1, floor: 0, stiffness: 1 })), undefined);
  const { values } = curve(0, 2);
  assertEquals(seedValue(slope, observation(0, { ...values, y: [1, 2] })), undefined);
  assertEquals(seedValue(slope, observation(0, { ...values, stiffness: 1e6 })), undefined);
});
