import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { cosineLogits, crossEntropy, type Loss } from "../engine/mod.ts";
import type { DeviceBatch, Encoder } from "../model/mod.ts";

/**
 * The mean cross-entropy of a cosine classifier on an encoder: a function of the encoder's parameter
 * tensors and, last, of the class vectors [classes, width], of which only the directions count.
 */
export function classifierLoss(
  encoder: Encoder,
  { inputs, targets, scale }: DeviceBatch & { readonly scale: number },
): Loss {
  return (parameters) => {
    const embeddings = encoder.forward(inputs, parameters.slice(0, -1));
    const weight = normaliseRows(parameters.at(-1)!);
    return crossEntropy(cosineLogits(embeddings, { weight, scale }), targets);
  };
}

/** Each row over its norm. */
export function normaliseRows(vectors: Tensor): Tensor2D {
  return vectors.div(vectors.square().sum(1, true).sqrt());
}
