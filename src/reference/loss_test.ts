import { assertAlmostEquals, assertEquals } from "@std/assert";
import { loss } from "./mod.ts";

/** One input 1, so that the weights are the outputs. */
const direct = { activation: "linear", bias: false } as const;

function crossEntropy(outputs: number[], label: number): number {
  const targets = new Float64Array(outputs.length);
  targets[label] = 1;
  const model = { ...direct, widths: [1, outputs.length], loss: "cross-entropy" } as const;
  const batch = { inputs: Float64Array.of(1), targets, count: 1 };
  return loss(model, { theta: Float64Array.from(outputs), batch });
}

Deno.test("cross-entropy: equal outputs give log c, and a common shift changes nothing", () => {
  assertAlmostEquals(crossEntropy([0, 0, 0, 0, 0], 2), Math.log(5), 1e-15);
  assertEquals(crossEntropy([1, 2, 4], 0), crossEntropy([101, 102, 104], 0));
});

Deno.test("cross-entropy of extreme outputs is exact: neither NaN, infinite, nor lost", () => {
  assertEquals(crossEntropy([1e3, -1e3], 0), 0);
  assertEquals(crossEntropy([1e3, -1e3], 1), 2e3);
  assertEquals(crossEntropy([1e300, -1e300, 0], 2), 1e300);
  assertAlmostEquals(crossEntropy([40, 0], 0) / Math.exp(-40), 1, 1e-15);
});

Deno.test("squared: half the squared distance, meant over samples, not over outputs", () => {
  const model = { ...direct, widths: [1, 2], loss: "squared" } as const;
  const batch = {
    inputs: Float64Array.of(1, 2),
    targets: Float64Array.of(0, 0, 2, 2),
    count: 2,
  };
  // Outputs (3, 4) and (6, 8): (9 + 16)/2 and (16 + 36)/2.
  assertEquals(loss(model, { theta: Float64Array.of(3, 4), batch }), (12.5 + 26) / 2);
});

Deno.test("activations apply to hidden layers alone", () => {
  const outputOf = (activation: "tanh" | "softplus" | "relu" | "linear", z: number) => {
    const model = { widths: [1, 1, 1], activation, loss: "squared", bias: false } as const;
    const batch = { inputs: Float64Array.of(1), targets: Float64Array.of(0), count: 1 };
    return Math.sqrt(2 * loss(model, { theta: Float64Array.of(z, 1), batch }));
  };
  assertAlmostEquals(outputOf("tanh", .5), Math.tanh(.5), 1e-15);
  assertAlmostEquals(outputOf("softplus", .5), Math.log(1 + Math.exp(.5)), 1e-15);
  assertAlmostEquals(outputOf("softplus", -40) / Math.exp(-40), 1, 1e-15);
  assertEquals(outputOf("softplus", 1e3), 1e3);
  assertEquals(outputOf("relu", -2), 0);
  assertAlmostEquals(outputOf("relu", 2), 2, 1e-15);
  assertAlmostEquals(outputOf("linear", -2), 2, 1e-15);
});
