import { assertEquals, assertLess } from "@std/assert";
import fixture from "../../fixtures/train/torch_fine_tuning.json" with { type: "json" };
import { testOnEveryDevice } from "../engine/_testing.ts";
import { mlpEncoder } from "../model/mod.ts";
import { fineTune } from "./mod.ts";

const encoder = mlpEncoder({
  widths: fixture.widths,
  activation: "relu",
  loss: "cross-entropy",
  bias: true,
});
const set = {
  features: Float32Array.from(fixture.features),
  labels: Uint16Array.from(fixture.labels),
  count: fixture.labels.length,
};

/** The largest difference over the largest expected value. */
function relativeError(found: ArrayLike<number>, expected: readonly number[]): number {
  assertEquals(found.length, expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(found[i]! - value))) / largest;
}

testOnEveryDevice("a fine-tuning is PyTorch's, number by number", async (engine) => {
  const base = Float32Array.from(fixture.base);
  const epochs = fixture.epochs.map((_, i) => i + 1);
  const found = await fineTune(engine, {
    ...{ encoder, base, train: set, validation: set, test: set },
    head: {
      prototypes: Float32Array.from(fixture.prototypes),
      classes: fixture.classes,
      width: fixture.widths.at(-1)!,
      scale: fixture.scale,
    },
    recipe: {
      optimiser: { kind: "adamw", learningRate: fixture.rate, weightDecay: fixture.decay },
      schedule: { kind: "constant", warmupSteps: 0 },
      batchSize: fixture.batch,
      epochs: epochs.length,
    },
    order: fixture.order,
    record: {
      deltas: epochs,
      epochGradients: epochs,
      fullGradients: [0, ...epochs],
      evaluate: true,
    },
  });
  const check = (name: string, expected: readonly number[]) =>
    assertLess(relativeError(found[name]!, expected), 3e-5, name);
  check("gradient-norm", fixture.epochs.map((epoch) => epoch.gradient_norm));
  check("batch-loss", fixture.epochs.map((epoch) => epoch.batch_loss));
  check("displacement", fixture.epochs.map((epoch) => epoch.displacement));
  check("full-gradient-norm", fixture.states.map(({ gradient }) => Math.hypot(...gradient)));
  for (const name of ["train", "validation", "test"]) {
    check(`${name}-loss`, fixture.states.map(({ loss }) => loss));
    check(`${name}-accuracy`, fixture.states.map(({ accuracy }) => accuracy));
  }
  fixture.epochs.forEach(({ theta, epoch_gradient }, i) => {
    check(`delta-${i + 1}`, theta.map((weight, p) => weight - base[p]!));
    check(`epoch-gradient-${i + 1}`, epoch_gradient);
    const weights = Float32Array.from(base, (weight, p) => weight + found[`delta-${i + 1}`]![p]!);
    assertLess(relativeError(weights, theta), 1e-6, `weights after epoch ${i + 1}`);
  });
  fixture.states.forEach(({ gradient }, i) => check(`full-gradient-${i}`, gradient));
});
