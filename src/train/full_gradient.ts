import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { crossEntropy, type Engine } from "../engine/mod.ts";
import { deviceHead, type Encoder, flatten, headLogits, parameterTensors } from "../model/mod.ts";
import { type Evaluation, type EvaluationSet, scored } from "./evaluate.ts";
import { checkSet, oneHot } from "./_labelled.ts";

/** Samples of one pass: what is kept for the gradient stays below 128 MiB, the least that WebGPU binds. */
const ROWS = 2048;

/** A set on the device, of whose mean loss the gradient is wanted at many weights. */
export interface GradientSource {
  /** ∇L [P] at parameter tensors, which stay the caller's, and the evaluation that it passes by. */
  at(parameters: readonly Tensor[]): Promise<Evaluation & { readonly gradient: Float64Array }>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** Uploads a set; see {@linkcode fullGradient}. */
export function openGradientSource(
  engine: Engine,
  { encoder, head, set }: EvaluationSet & { encoder: Encoder },
): GradientSource {
  checkSet(set, { encoder, head, name: "gradient's" });
  const { classes } = head;
  const width = encoder.inputs;
  const uploadedHead = deviceHead(engine, { encoder, head });
  const parts = Array.from({ length: Math.ceil(set.count / ROWS) }, (_, i) => {
    const [from, to] = [i * ROWS, Math.min((i + 1) * ROWS, set.count)];
    const rows = to - from;
    const labels = set.labels.subarray(from, to);
    return {
      rows,
      labels,
      inputs: engine.tensor(set.features.subarray(from * width, to * width), [
        rows,
        width,
      ]) as Tensor2D,
      targets: engine.tensor(oneHot(labels, classes), [
        rows,
        classes,
      ]) as Tensor2D,
    };
  });

  return {
    async at(parameters) {
      let correct = 0, summedLoss = 0;
      const sum = new Float64Array(parameters.reduce((total, { size }) => total + size, 0));
      for (const { rows, labels, inputs, targets } of parts) {
        let logits: Tensor;
        const { loss, gradient } = engine.gradient((parameters) => {
          const output = headLogits(encoder, { head: uploadedHead, inputs, parameters });
          logits = engine.tf.keep(output.clone());
          return crossEntropy(output, targets);
        }, parameters);
        try {
          const score = scored(await engine.read(logits!), labels);
          correct += score.correct;
          summedLoss += score.loss;
          const share = rows / set.count;
          (await flatten(engine, gradient)).forEach((g, i) => sum[i]! += share * g);
        } finally {
          engine.tf.dispose([loss, logits!, ...gradient]);
        }
      }
      return { gradient: sum, accuracy: correct / set.count, loss: summedLoss / set.count };
    },
    dispose: () => {
      engine.tf.dispose(uploadedHead.weight);
      for (const { inputs, targets } of parts) engine.tf.dispose([inputs, targets]);
    },
  };
}

/**
 * The gradient [P] of the mean cross-entropy over a whole set, at flat weights [P]: float32 for every
 * 2048 samples, whose means are summed in float64.
 *
 * @throws {RangeError} when the set is empty, not what the network takes, or labelled outside the head
 */
export async function fullGradient(
  engine: Engine,
  { theta, ...where }: EvaluationSet & { encoder: Encoder; theta: Float32Array },
): Promise<Float64Array> {
  const source = openGradientSource(engine, where);
  const parameters = parameterTensors(engine, { encoder: where.encoder, theta });
  try {
    return (await source.at(parameters)).gradient;
  } finally {
    engine.tf.dispose(parameters);
    source.dispose();
  }
}
