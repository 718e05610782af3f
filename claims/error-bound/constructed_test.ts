import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { gradient, hessianExtremes, layerNorms, parameterCount } from "../../src/reference/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { explicitConstants } from "./constants.ts";
import {
  parabolaTerm,
  printedFactorRatio,
  reluKinkRatio,
  signedAlphaExcess,
} from "./constructed.ts";

Deno.test("the literal factor: ‖αC‖ = 17.1 over 11.0 at T = 1, α = .1, k = 20", () => {
  const { term, bound } = printedFactorRatio({ tasks: 1, alpha: 0.1, epochs: 20 });
  assertAlmostEquals(term, 17.1, 1e-6);
  assertAlmostEquals(bound, 11, 1e-6);
});

Deno.test("the ReLU kink: gap over bound .16, 1.6, 16, 163 as η falls tenfold", () => {
  const ratios = [1e-1, 1e-2, 1e-3, 1e-4].map(reluKinkRatio);
  [0.161, 1.63, 16.3, 163].forEach((expected, i) =>
    assertAlmostEquals(ratios[i]!, expected, 5e-3 * expected)
  );
});

Deno.test("the term of a parabola at α = −1, k = 5 is twice its ten pairs of epochs", () => {
  const parabola = { tasks: 1, alpha: -1, epochs: 5 };
  assertAlmostEquals(parabolaTerm(parabola).term, 2 * 10, 1e-7);
  assertAlmostEquals(signedAlphaExcess(parabola), 2, 1e-8);
});

Deno.test("the explicit constants bound the gradient and the Hessian of random networks", () => {
  let closestGradient = 0, closestHessian = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("tanh" as const, "relu" as const),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      (seed, depth, activation, scale) => {
        const widths = [3, ...Array<number>(depth - 1).fill(4), 3];
        const architecture = { widths, activation, loss: "cross-entropy", bias: false } as const;
        const random = stream(seed, "network");
        const theta = new Float64Array(parameterCount(architecture))
          .map(() => scale * random.normal());
        const inputs = new Float64Array(3 * 2).map(() => random.normal());
        const targets = Float64Array.of(1, 0, 0, 0, 0, 1);
        const batch = { inputs, targets, count: 2 };
        const bound = explicitConstants({
          depth,
          weights: Math.max(...layerNorms(architecture, theta)),
          inputs: Math.max(Math.hypot(...inputs.slice(0, 3)), Math.hypot(...inputs.slice(3))),
          activation,
        });
        const start = theta.map(() => random.normal());
        const g = Math.hypot(...gradient(architecture, { theta, batch })) / bound.gradient;
        const h = hessianExtremes(architecture, { theta, batch, start }).norm / bound.hessian;
        closestGradient = Math.max(closestGradient, g);
        closestHessian = Math.max(closestHessian, h);
        assert(g <= 1 + 1e-9 && h <= 1 + 1e-9, `ratios ${g}, ${h}`);
      },
    ),
    { numRuns: 200, seed: 7 },
  );
  assert(closestGradient > 0.1 && closestHessian > 0.01, `${closestGradient} ${closestHessian}`);
});

Deno.test("softplus has no explicit constants, for it is not 0 at 0", () => {
  assertThrows(
    () => explicitConstants({ depth: 2, weights: 1, inputs: 1, activation: "softplus" }),
    RangeError,
    "softplus",
  );
});
