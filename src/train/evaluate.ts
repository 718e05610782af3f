import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { Labels } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import {
  type DeviceHead,
  deviceHead,
  type Encoder,
  type Head,
  headLogits,
  parameterTensors,
} from "../model/mod.ts";
import type { LabelledSet } from "./fine_tuning.ts";
import { checkSet } from "./_labelled.ts";
import { linearised } from "./_linearised.ts";

/** How well a network does on a set. */
export interface Evaluation {
  /** Share of samples whose largest logit is that of their label; of equal ones the first counts. */
  readonly accuracy: number;
  /** Mean cross-entropy, nats a sample, summed in float64 from float32 logits. */
  readonly loss: number;
}

/** A set with the head of its task. */
export interface EvaluationSet {
  readonly head: Head;
  readonly set: LabelledSet;
}

/** Sets on the device, on which any number of weights are evaluated. */
export interface Evaluator {
  /**
   * One evaluation a set, in their order, at flat weights [P].
   *
   * @throws {RangeError} when there are not P weights, or a logit is not finite
   */
  evaluate(theta: Float32Array): Promise<readonly Evaluation[]>;
  /**
   * The class that each sample is given, `[count]` a set: that of its largest logit, of equal ones
   * the first.
   *
   * @throws {RangeError} when there are not P weights
   */
  predict(theta: Float32Array): Promise<readonly Labels[]>;
  /** The same as `evaluate` at parameter tensors, which stay the caller's. */
  evaluateTensors(parameters: readonly Tensor[]): Promise<readonly Evaluation[]>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** Samples that are evaluated in one go: their hidden units stay in a CPU's cache. */
const ROWS = 1024;

/** Which network is evaluated. */
export interface EvaluatedNetwork {
  readonly encoder: Encoder;
  /** θ_b [P]: evaluates f(x; θ_b) + J(x)(θ − θ_b), the network linearised there, in the place of it. */
  readonly linearisedAt?: Float32Array;
}

/**
 * Uploads sets, for evaluating many weights on them.
 *
 * @throws {RangeError} when a set is empty, not what the network takes, or labelled outside its head,
 *   or the network cannot be linearised
 */
export function openEvaluator(
  engine: Engine,
  { sets, ...network }: EvaluatedNetwork & { sets: readonly EvaluationSet[] },
): Evaluator {
  const width = network.encoder.inputs;
  sets.forEach(({ head, set }, i) => checkSet(set, { ...network, head, name: `${i + 1}th` }));
  const { encoder, base } = evaluated(engine, network);
  const uploaded = sets.map(({ head, set }) => ({
    set,
    head: deviceHead(engine, { encoder, head }),
    parts: Array.from({ length: Math.ceil(set.count / ROWS) }, (_, i) => {
      const rows = Math.min(ROWS, set.count - i * ROWS);
      const part = set.features.subarray(i * ROWS * width, (i * ROWS + rows) * width);
      return engine.tensor(part, [rows, width]) as Tensor2D;
    }),
  }));

  /** Hands over the logits of every set, ROWS samples at a time; `from` is the first of them. */
  async function eachPart(
    parameters: readonly Tensor[],
    take: (logits: Float32Array, part: { index: number; from: number }) => void,
  ) {
    for (const [index, { head, parts }] of uploaded.entries()) {
      for (const [i, inputs] of parts.entries()) {
        const logits = await readLogits(engine, { encoder, head, inputs, parameters });
        take(logits, { index, from: i * ROWS });
      }
    }
  }

  async function evaluateTensors(parameters: readonly Tensor[]) {
    const sums = uploaded.map(() => ({ correct: 0, loss: 0 }));
    await eachPart(parameters, (logits, { index, from }) => {
      const score = scored(logits, uploaded[index]!.set.labels.subarray(from, from + ROWS));
      sums[index]!.correct += score.correct;
      sums[index]!.loss += score.loss;
    });
    return sums.map(({ correct, loss }, index) => {
      const { count } = uploaded[index]!.set;
      return { accuracy: correct / count, loss: loss / count };
    });
  }

  async function at<T>(theta: Float32Array, work: (parameters: readonly Tensor[]) => Promise<T>) {
    const parameters = parameterTensors(engine, { encoder, theta });
    try {
      return await work(parameters);
    } finally {
      engine.tf.dispose(parameters);
    }
  }

  return {
    evaluateTensors,
    evaluate: (theta) => at(theta, evaluateTensors),
    predict: (theta) =>
      at(theta, async (parameters) => {
        const classes = uploaded.map(({ set }) => new Uint16Array(set.count));
        await eachPart(parameters, (logits, { index, from }) => {
          const { classes: width } = sets[index]!.head;
          for (let row = 0; row * width < logits.length; row++) {
            classes[index]![from + row] = indexOfLargest(logits, row * width, width);
          }
        });
        return classes;
      }),
    dispose: () => {
      for (const { head, parts } of uploaded) engine.tf.dispose([head.weight, ...parts]);
      engine.tf.dispose(base);
    },
  };
}

/** The network as a function of its weights, and what it holds on the device. */
function evaluated(
  engine: Engine,
  { encoder, linearisedAt: theta }: EvaluatedNetwork,
): { encoder: Encoder; base: Tensor[] } {
  if (!theta) return { encoder, base: [] };
  const base = parameterTensors(engine, { encoder, theta });
  const linear = linearised(encoder, base);
  const forward: Encoder["forward"] = (inputs, parameters) =>
    linear.forward(inputs, parameters.map((weight, i) => engine.tf.sub(weight, base[i]!)));
  return { encoder: { ...linear, forward }, base };
}

/** {@linkcode openEvaluator} for one set and one vector of weights. */
export async function evaluate(
  engine: Engine,
  { theta, head, set, ...network }: EvaluationSet & EvaluatedNetwork & { theta: Float32Array },
): Promise<Evaluation> {
  const evaluator = openEvaluator(engine, { ...network, sets: [{ head, set }] });
  try {
    return (await evaluator.evaluate(theta))[0]!;
  } finally {
    evaluator.dispose();
  }
}

async function readLogits(
  engine: Engine,
  at: {
    encoder: Encoder;
    head: DeviceHead;
    inputs: Tensor2D;
    parameters: readonly Tensor[];
  },
): Promise<Float32Array> {
  const logits = engine.tf.tidy(() => headLogits(at.encoder, at));
  try {
    return await engine.read(logits);
  } finally {
    logits.dispose();
  }
}

/** Place of the first of the largest of `count` numbers, counted from `start`. */
function indexOfLargest(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[start + i]! > values[start + best]!) best = i;
  return best;
}

/** Correct answers and summed cross-entropy of logits [labels.length, classes]. */
export function scored(
  logits: Float32Array,
  labels: Labels,
): { correct: number; loss: number } {
  const classes = logits.length / labels.length;
  let correct = 0, loss = 0;
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes;
    const best = indexOfLargest(logits, start, classes);
    const label = labels[row]!;
    const largest = logits[start + best]!;
    let partition = 0;
    for (let c = 0; c < classes; c++) partition += Math.exp(logits[start + c]! - largest);
    loss += Math.log(partition) + largest - logits[start + label]!;
    if (best === label) correct++;
  }
  if (!Number.isFinite(loss)) {
    throw new RangeError("Cannot score logits that are not finite: the weights have diverged.");
  }
  return { correct, loss };
}
