import type { Tensor2D } from "@tensorflow/tfjs";
import type { Labels } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import { stream } from "../random/mod.ts";
import type { FineTuning } from "./fine_tuning.ts";
import { checkLabels, oneHot } from "./_labelled.ts";

/** An epoch's mini-batches one after another, on the device. */
export interface EpochSamples {
  readonly inputs: Tensor2D;
  readonly targets: Tensor2D;
}

/** Samples of a mini-batch, and mini-batches of an epoch. */
export function batching({ recipe, train }: FineTuning): { size: number; stepsAnEpoch: number } {
  const size = recipe.batchSize === "full" ? train.count : recipe.batchSize;
  if (!Number.isInteger(size) || size < 1 || size > train.count) {
    throw new RangeError(
      `Cannot train in mini-batches of ${size}: give an integer from 1 to ${train.count}, the ` +
        'number of training samples, or "full".',
    );
  }
  return { size, stepsAnEpoch: Math.floor(train.count / size) };
}

/**
 * Uploads the training set in the order of an epoch. One upload an epoch and slices of it cost less
 * than an upload a step on WebGPU, and as much elsewhere.
 */
export function uploadEpoch(
  engine: Engine,
  fineTuning: FineTuning,
  epoch: number,
): EpochSamples {
  const { order, train, head: { classes } } = fineTuning;
  const { count, features } = train;
  const labels = fineTuning.labelsOf?.(epoch) ?? train.labels;
  checkEpochLabels(labels, { count, classes, epoch });
  const width = features.length / count;
  const rows = stream(...order, "epoch", epoch).shuffle(Array.from({ length: count }, (_, i) => i));
  const permuted = new Float32Array(features.length);
  rows.forEach((row, i) =>
    permuted.set(features.subarray(row * width, (row + 1) * width), i * width)
  );
  const targets = oneHot(Uint16Array.from(rows, (row) => labels[row]!), classes);
  return {
    inputs: engine.tensor(permuted, [count, width]) as Tensor2D,
    targets: engine.tensor(targets, [count, classes]) as Tensor2D,
  };
}

function checkEpochLabels(
  labels: Labels,
  { count, classes, epoch }: { count: number; classes: number; epoch: number },
): void {
  if (labels.length !== count) {
    throw new RangeError(
      `Cannot train epoch ${epoch}: ${count} samples have ${labels.length} labels; give one each.`,
    );
  }
  checkLabels(labels, { classes, name: "training" });
}
