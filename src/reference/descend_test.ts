import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { everyArchitecture, length, randomPoint } from "./_testing.ts";
import { type Architecture, type Batch, descend, gradient, gradientDescent } from "./mod.ts";

const scalarModel = {
  widths: [1, 1],
  activation: "linear",
  loss: "squared",
  bias: false,
} as const satisfies Architecture;

/** One sample for which the loss of `scalarModel` is ½(xw − y)². */
const sample = (x: number, y: number): Batch => ({
  inputs: Float64Array.of(x),
  targets: Float64Array.of(y),
  count: 1,
});

Deno.test("a quadratic: after k steps (1 − ηa)^k of the way to the minimum is left", () => {
  const theta = Float64Array.of(.5), stepSize = .03, slope = 4, minimum = 1.5;
  const trajectory = descend(scalarModel, { theta, batches: [sample(2, 3)], stepSize, steps: 20 });
  assertEquals(trajectory.length, 21);
  trajectory.forEach(([displacement], k) => {
    const expected = (1 - (1 - stepSize * slope) ** k) * (minimum - .5);
    assertAlmostEquals(displacement!, expected, 1e-15);
  });
  assertEquals(theta, Float64Array.of(.5));
});

Deno.test("linear regression in closed form: each eigendirection of XᵀX/n by itself", () => {
  const model = { widths: [2, 1], activation: "linear", loss: "squared", bias: false } as const;
  // XᵀX/n = [[2, 1], [1, 2]]: eigenvalue 3 along (1, 1), 1 along (1, −1); minimum at (2, 0).
  const batch = {
    inputs: Float64Array.of(1, 2, Math.sqrt(3), 0),
    targets: Float64Array.of(2, 2 * Math.sqrt(3)),
    count: 2,
  };
  const theta = Float64Array.of(0, 0), stepSize = .1, steps = 7;
  const last = descend(model, { theta, batches: [batch], stepSize, steps }).at(-1)!;
  assertAlmostEquals(last[0]!, 2 - .7 ** steps - .9 ** steps, 1e-14);
  assertAlmostEquals(last[1]!, -(.7 ** steps) + .9 ** steps, 1e-14);
});

Deno.test("weights scale the tasks' losses, and default to their plain sum", () => {
  const theta = Float64Array.of(1);
  const batches = [sample(1, 0), sample(2, 5)];
  const step = (weights?: number[]) =>
    descend(scalarModel, { theta, batches, stepSize: 1, steps: 1, ...(weights && { weights }) })[1];
  // The gradients are 1 and −6.
  assertEquals(step(), Float64Array.of(5));
  assertEquals(step([1, 1]), Float64Array.of(5));
  assertEquals(step([3, .5]), Float64Array.of(0));
});

Deno.test("the first step is −η times the gradient, to the last bit", () => {
  for (const architecture of everyArchitecture) {
    const { theta, batch } = randomPoint(architecture, { seed: 1, count: 3 });
    const [, first] = descend(architecture, { theta, batches: [batch], stepSize: .25, steps: 1 });
    assertEquals(first!, gradient(architecture, { theta, batch }).map((entry) => 0 - .25 * entry));
  }
});

Deno.test("displacements far below the rounding of the parameters survive", () => {
  const theta = Float64Array.of(1e8);
  const [, first, second] = descend(scalarModel, {
    theta,
    batches: [sample(1, 1e8 - 1)],
    stepSize: 1e-12,
    steps: 2,
  });
  assertEquals(first![0], -1e-12);
  assertEquals(second![0], -2e-12);
});

Deno.test("a small enough step lowers every loss", () => {
  for (const architecture of everyArchitecture) {
    const { theta, batch } = randomPoint(architecture, { seed: 2, count: 4 });
    const trajectory = descend(architecture, { theta, batches: [batch], stepSize: .01, steps: 30 });
    const end = theta.map((entry, i) => entry + trajectory.at(-1)![i]!);
    assertLess(
      length(gradient(architecture, { theta: end, batch })),
      length(gradient(architecture, { theta, batch })),
    );
  }
});

Deno.test("what cannot be descended is refused", () => {
  const theta = Float64Array.of(1), batches = [sample(1, 0)], stepSize = .1, steps = 1;
  const options = { theta, batches, stepSize, steps };
  const refuses = (change: object, what: string) =>
    assertThrows(() => descend(scalarModel, { ...options, ...change }), RangeError, what);
  refuses({ batches: [] }, "0 batches");
  refuses({ weights: [1, 2] }, "1 batches with 2 weights");
  refuses({ stepSize: NaN }, "step size NaN");
  refuses({ steps: 1.5 }, "1.5 steps");
  refuses({ steps: -1 }, "-1 steps");
  assertThrows(
    () => gradientDescent(() => new Float64Array(2), options),
    RangeError,
    "1 parameters along a gradient of 2",
  );
});
