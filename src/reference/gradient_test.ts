import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { forward } from "./_forward.ts";
import {
  dot,
  everyArchitecture,
  extrapolatedDerivative,
  length,
  moved,
  normalVector,
  randomPoint,
} from "./_testing.ts";
import { directionalDerivative, gradient, loss } from "./mod.ts";

const instances = [
  fc.constantFrom(...everyArchitecture),
  fc.nat(),
  fc.integer({ min: 1, max: 4 }),
] as const;

Deno.test("gradient and forward mode agree with each other to 1e-13", () => {
  fc.assert(
    fc.property(...instances, (architecture, seed, count) => {
      const point = randomPoint(architecture, { seed, count });
      const slope = gradient(architecture, point);
      const vector = normalVector(slope.length, seed + 1);
      assertAlmostEquals(
        dot(slope, vector),
        directionalDerivative(architecture, { ...point, vector }),
        1e-13 * length(slope) * length(vector),
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("every coordinate agrees with forward mode along its axis", () => {
  for (const architecture of everyArchitecture) {
    const point = randomPoint(architecture, { seed: 6, count: 3 });
    const slope = gradient(architecture, point);
    const scale = length(slope);
    slope.forEach((entry, axis) => {
      const vector = new Float64Array(slope.length);
      vector[axis] = 1;
      const expected = directionalDerivative(architecture, { ...point, vector });
      assertAlmostEquals(entry, expected, 1e-14 * scale);
    });
  }
});

Deno.test("gradient and forward mode agree with extrapolated differences of the loss", () => {
  fc.assert(
    fc.property(...instances, (architecture, seed, count) => {
      const { theta, batch } = randomPoint(architecture, { seed, count });
      const isReLU = architecture.activation === "relu";
      // Differences across a kink are not derivatives.
      const { hidden } = forward(architecture, { theta, batch });
      fc.pre(
        !isReLU ||
          hidden.every(({ preactivations }) => preactivations.every((z) => Math.abs(z) > 5e-3)),
      );
      const direction = normalVector(theta.length, seed + 1);
      const vector = direction.map((entry) => entry / length(direction));
      const lossAt = (step: number) =>
        Float64Array.of(loss(architecture, { theta: moved(theta, { step, vector }), batch }));
      const [expected] = extrapolatedDerivative(lossAt, isReLU ? 1e-3 : .05);
      const slope = gradient(architecture, { theta, batch });
      const tolerance = (isReLU ? 1e-10 : 1e-11) * (1 + length(slope) + lossAt(0)[0]!);
      assertAlmostEquals(dot(slope, vector), expected!, tolerance);
      assertAlmostEquals(
        directionalDerivative(architecture, { theta, batch, vector }),
        expected!,
        tolerance,
      );
    }),
    { numRuns: 200, maxSkipsPerRun: 1000 },
  );
});

Deno.test("linear regression: the gradient is (XᵀXw − Xᵀy)/n", () => {
  const model = { widths: [3, 1], activation: "linear", loss: "squared", bias: false } as const;
  const batch = {
    inputs: Float64Array.of(1, 2, 0, 0, 1, -1, 3, 0, 1, 2, 2, 2),
    targets: Float64Array.of(1, 2, 3, 4),
    count: 4,
  };
  // XᵀX = [[14, 6, 7], [6, 9, 3], [7, 3, 6]], Xᵀy = [18, 12, 9], w = [1, -1, 2].
  const theta = Float64Array.of(1, -1, 2);
  assertEquals(gradient(model, { theta, batch }), Float64Array.of(4 / 4, -9 / 4, 7 / 4));
});

Deno.test("softmax regression: at zero weights the gradient is the mean of x(1/c − y)", () => {
  const model = { widths: [1, 4], activation: "tanh", loss: "cross-entropy", bias: true } as const;
  const batch = { inputs: Float64Array.of(2), targets: Float64Array.of(0, 0, 1, 0), count: 1 };
  assertEquals(
    gradient(model, { theta: new Float64Array(8), batch }),
    Float64Array.of(.5, .5, -1.5, .5, .25, .25, -.75, .25),
  );
});

Deno.test("extreme logits and saturated units give finite gradients", () => {
  for (const architecture of everyArchitecture) {
    for (const scale of [1e3, 1e6]) {
      const { theta, batch } = randomPoint(architecture, { seed: 7, count: 3 });
      const far = { theta: theta.map((entry) => scale * entry), batch };
      assert(gradient(architecture, far).every(Number.isFinite));
      assert(Number.isFinite(loss(architecture, far)));
    }
  }
  const model = {
    widths: [1, 2],
    activation: "linear",
    loss: "cross-entropy",
    bias: false,
  } as const;
  const batch = { inputs: Float64Array.of(1), targets: Float64Array.of(1, 0), count: 1 };
  const theta = Float64Array.of(-1e3, 1e3);
  assertEquals(gradient(model, { theta, batch }), Float64Array.of(-1, 1));
});

Deno.test("a ReLU at its kink has the derivative 0", () => {
  const model = { widths: [1, 1, 1], activation: "relu", loss: "squared", bias: true } as const;
  const batch = { inputs: Float64Array.of(1), targets: Float64Array.of(1), count: 1 };
  const theta = Float64Array.of(1, -1, 1, 0);
  assertEquals(gradient(model, { theta, batch }), Float64Array.of(0, 0, 0, -1));
  const vector = Float64Array.of(1, 1, 0, 0);
  assertEquals(directionalDerivative(model, { theta, batch, vector }), 0);
});

Deno.test("sizes that do not fit are refused with both numbers", () => {
  const model = { widths: [2, 3], activation: "tanh", loss: "squared", bias: true } as const;
  const { theta, batch } = randomPoint(model, { seed: 8, count: 4 });
  const refuses = (change: Partial<{ theta: Float64Array; batch: typeof batch }>, what: string) => {
    for (const f of [loss, gradient]) {
      assertThrows(() => f(model, { theta, batch, ...change }), RangeError, what);
    }
  };
  refuses({ theta: new Float64Array(8) }, "the network 2-3: theta must have 9 entries, found 8");
  refuses(
    { batch: { ...batch, inputs: new Float64Array(7) } },
    "inputs of 4 samples must have 8 entries, found 7",
  );
  refuses(
    { batch: { ...batch, targets: new Float64Array(8) } },
    "targets of 4 samples must have 12 entries, found 8",
  );
  refuses({ batch: { ...batch, count: 0 } }, "the batch counts 0 samples");
  const vector = new Float64Array(10);
  assertThrows(
    () => directionalDerivative(model, { theta, batch, vector }),
    RangeError,
    "vector must have 9 entries, found 10",
  );
});

Deno.test("targets that are distributions mix the one-hot gradients", () => {
  const model = {
    widths: [2, 3, 3],
    activation: "tanh",
    loss: "cross-entropy",
    bias: true,
  } as const;
  const { theta, batch } = randomPoint(model, { seed: 9, count: 1 });
  const gradientFor = (...targets: number[]) =>
    gradient(model, { theta, batch: { ...batch, targets: Float64Array.from(targets) } });
  const first = gradientFor(1, 0, 0), second = gradientFor(0, 1, 0);
  const expected = first.map((entry, i) => .25 * entry + .75 * second[i]!);
  const difference = gradientFor(.25, .75, 0).map((entry, i) => entry - expected[i]!);
  assertLess(length(difference), 1e-15);
});
