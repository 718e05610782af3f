import { spread } from "../engine/_spread.ts";
import { encoderSize, mlpEncoder, prototypeHead } from "../model/mod.ts";
import type { FineTuning, FineTuningRecipe, LabelledSet } from "./mod.ts";

const encoder = mlpEncoder({
  widths: [5, 8, 4],
  activation: "relu",
  loss: "cross-entropy",
  bias: true,
});

export const RECIPE: FineTuningRecipe = {
  optimiser: { kind: "adamw", learningRate: .01, weightDecay: .1 },
  schedule: { kind: "constant", warmupSteps: 0 },
  batchSize: 4,
  epochs: 2,
};

function labelled(count: number, seed: number): LabelledSet {
  const labels = Uint16Array.from({ length: count }, (_, i) => i * seed % 3);
  return { features: spread(count * 5, seed), labels, count };
}

/** A small fine-tuning: 18 training samples, so that two are left out of mini-batches of 4. */
export function fineTuning(overrides: Partial<FineTuning> = {}): FineTuning {
  return {
    encoder,
    base: spread(encoderSize(encoder), 1),
    head: prototypeHead({
      embeddings: spread(36, 2),
      labels: Uint16Array.from({ length: 9 }, (_, i) => i % 3),
      classes: 3,
      scale: 8,
    }),
    ...{ train: labelled(18, 4), validation: labelled(7, 5), test: labelled(9, 7) },
    recipe: RECIPE,
    order: ["test", 0],
    record: { deltas: [RECIPE.epochs] },
    ...overrides,
  };
}
