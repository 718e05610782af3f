import { spread } from "../engine/_spread.ts";
import { type Encoder, encoderSize, mlpEncoder, prototypeHead, vitEncoder } from "../model/mod.ts";
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

/** Sets of 18, 7 and 9 samples: of training ones, two are left out of mini-batches of 4. */
function sets({ inputs }: Encoder) {
  const labelled = (count: number, seed: number): LabelledSet => ({
    features: spread(count * inputs, seed),
    labels: Uint16Array.from({ length: count }, (_, i) => i * seed % 3),
    count,
  });
  return { train: labelled(18, 4), validation: labelled(7, 5), test: labelled(9, 7) };
}

/** A fine-tuning of a small MLP. */
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
    ...sets(encoder),
    recipe: RECIPE,
    order: ["test", 0],
    record: { deltas: [RECIPE.epochs] },
    ...overrides,
  };
}

const vit = vitEncoder({
  ...{ tokens: 3, tokenWidth: 2, width: 4, layers: 1, heads: 2, mlpRatio: 2, outputs: 3 },
});

/** Names of the transformer's attention weights. */
export const ATTENTION = vit.parameters.map(({ name }) => name)
  .filter((name) => /attn\..*weight$/.test(name));

/** A fine-tuning of a small transformer. */
export function vitFineTuning(overrides: Partial<FineTuning> = {}): FineTuning {
  return fineTuning({
    encoder: vit,
    base: spread(encoderSize(vit), 1),
    head: {
      prototypes: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
      classes: 3,
      width: 3,
      scale: 8,
    },
    ...sets(vit),
    ...overrides,
  });
}
