import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs";
import { type Mixture, mixture } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import { flatten, type Head, parameterTensors } from "../model/mod.ts";
import { stream } from "../random/mod.ts";
import { classifierLoss, normaliseRows } from "./_classifier.ts";
import { evaluate } from "./evaluate.ts";
import type { FineTuningRecipe, LabelledSet } from "./fine_tuning.ts";
import { oneHot } from "./_labelled.ts";
import { type Network, networkOf, type NetworkRecipe } from "./network.ts";
import { startOptimiser } from "./optimiser.ts";

/** Everything about a pretraining; plain JSON data. */
export type PretrainingRecipe = NetworkRecipe & FineTuningRecipe & {
  /** Root seed of images, initial weights and order. */
  readonly seed: number;
  /** Images of the {@linkcode mixture}. */
  readonly images: number;
  /** Inverse temperature of the softmax. */
  readonly scale: number;
  readonly batchSize: number;
};

/** Where a pretraining stands. */
export interface PretrainingProgress {
  /** Epochs done. */
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the epoch's mini-batches, nats. */
  readonly loss: number;
}

/** What a pretraining leaves behind. */
export interface Pretrained {
  /** Weights of the encoder, `[P]`, flat as its parameters. */
  readonly base: Float32Array;
  /** Share of the images that it was trained on whose class it names. */
  readonly accuracy: number;
  /** Mean loss of each epoch's mini-batches, `[epochs]`, nats. */
  readonly losses: Float64Array;
}

/** The class vectors' standard deviation at first; only their directions count. */
const DEVIATION = 0.1;

/**
 * Trains an encoder from random weights to tell the classes of the {@linkcode mixture}, under a cosine
 * classifier whose class vectors are trained with it and then dropped.
 *
 * Weights and class vectors start from streams of the seed, as does each epoch's order. The device's
 * loss is read once an epoch.
 *
 * @throws {RangeError} When a size does not fit, or the loss is not finite.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { openEngine } from "../engine/mod.ts";
 * import { pretrain } from "./mod.ts";
 *
 * const engine = await openEngine({ device: "cpu" });
 * const { base, losses } = await pretrain(engine, {
 *   recipe: {
 *     seed: 0,
 *     images: 240,
 *     widths: [460, 4],
 *     scale: 16,
 *     optimiser: { kind: "adamw", learningRate: 0.002, weightDecay: 0.05 },
 *     schedule: { kind: "cosine", warmupSteps: 1 },
 *     clip: 1,
 *     batchSize: 120,
 *     epochs: 1,
 *   },
 * });
 * assertEquals([base.length, losses.length], [460 * 4 + 4, 1]);
 * engine.close();
 * ```
 */
export async function pretrain(
  engine: Engine,
  { recipe, onEpoch }: {
    recipe: PretrainingRecipe;
    onEpoch?: (progress: PretrainingProgress) => void;
  },
): Promise<Pretrained> {
  const { seed, images, scale, batchSize, epochs } = recipe;
  if (!(Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= images)) {
    throw new RangeError(
      `Cannot pretrain in mini-batches of ${batchSize}: give an integer from 1 to ${images}, the ` +
        "number of images.",
    );
  }
  const { tf } = engine;
  const network = networkOf(recipe);
  const { encoder } = network;
  const drawn = mixture({ seed, count: images });
  const set: LabelledSet = {
    features: network.features(drawn),
    labels: drawn.labels,
    count: images,
  };
  const start = initial(engine, { network, classes: drawn.classes, seed });
  const stepsAnEpoch = Math.floor(images / batchSize);
  const run = startOptimiser(engine, { ...recipe, base: start, steps: epochs * stepsAnEpoch });
  const losses = new Float64Array(epochs);
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = stream(seed, "pretraining", "order", epoch).shuffle([...set.labels.keys()]);
      const steps: Scalar[] = [];
      for (let first = 0; first + batchSize <= images; first += batchSize) {
        const batch = upload(engine, { set, rows: order.slice(first, first + batchSize), drawn });
        const loss = classifierLoss(encoder, { ...batch, scale });
        const slope = engine.gradient(loss, run.weights);
        steps.push(slope.loss);
        tf.dispose([run.step(slope.gradient), ...slope.gradient, batch.inputs, batch.targets]);
      }
      const loss = await mean(engine, { scalars: steps, epoch });
      losses[epoch - 1] = loss;
      onEpoch?.({ epoch, epochs, loss });
    }
    const base = Float32Array.from(await flatten(engine, run.weights.slice(0, -1)));
    const head = await headOf(engine, { vectors: run.weights.at(-1)!, scale });
    const { accuracy } = await evaluate(engine, { encoder, theta: base, head, set });
    return { base, accuracy, losses };
  } finally {
    run.dispose();
    tf.dispose(start);
  }
}

/** The encoder's parameter tensors, then the class vectors [classes, width]. */
function initial(
  engine: Engine,
  { network: { encoder, initialise }, classes, seed }: {
    network: Network;
    classes: number;
    seed: number;
  },
): Tensor[] {
  const theta = initialise(stream(seed, "pretraining", "weights"));
  const random = stream(seed, "pretraining", "classes");
  const vectors = Float32Array.from(
    { length: classes * encoder.width },
    () => DEVIATION * random.normal(),
  );
  return [
    ...parameterTensors(engine, { encoder, theta }),
    engine.tensor(vectors, [classes, encoder.width]),
  ];
}

function upload(
  engine: Engine,
  { set: { features, labels, count }, rows, drawn: { classes } }: {
    set: LabelledSet;
    rows: readonly number[];
    drawn: Mixture;
  },
) {
  const width = features.length / count;
  const chosen = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    chosen.set(features.subarray(row * width, (row + 1) * width), i * width);
  });
  const targets = oneHot(Uint16Array.from(rows, (row) => labels[row]!), classes);
  return {
    inputs: engine.tensor(chosen, [rows.length, width]) as Tensor2D,
    targets: engine.tensor(targets, [rows.length, classes]) as Tensor2D,
  };
}

/** The float64 mean of an epoch's losses, which it disposes of. */
async function mean(
  engine: Engine,
  { scalars, epoch }: { scalars: readonly Scalar[]; epoch: number },
): Promise<number> {
  const stacked = engine.tf.stack([...scalars]);
  const values = await engine.read(stacked);
  engine.tf.dispose([stacked, ...scalars]);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot go on pretraining: the loss is ${values[bad]} at epoch ${epoch}, step ${bad + 1}. ` +
        "Use a smaller learning rate, or clip the gradient.",
    );
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function headOf(
  engine: Engine,
  { vectors, scale }: { vectors: Tensor; scale: number },
): Promise<Head> {
  const [classes, width] = vectors.shape as [number, number];
  const directions = engine.tf.tidy(() => normaliseRows(vectors));
  const prototypes = await engine.read(directions);
  directions.dispose();
  return { prototypes, classes, width, scale };
}
