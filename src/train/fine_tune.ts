import type { Scalar, Tensor2D } from "@tensorflow/tfjs";
import { type Engine, openSum } from "../engine/mod.ts";
import { deviceHead, headLoss } from "../model/mod.ts";
import { batching, uploadEpoch } from "./_epoch.ts";
import type { FineTuning, Trajectory } from "./fine_tuning.ts";
import { checkSet } from "./_labelled.ts";
import { startOptimiser } from "./optimiser.ts";
import { openRecorder } from "./_recording.ts";
import { openPenalty } from "./_penalty.ts";
import { openTuned } from "./_tuned.ts";

/**
 * Trains an encoder under a frozen head, and keeps what the recording asks for.
 *
 * The displacement from the base is what is stored and updated; weights are never subtracted. The
 * device is read once an epoch. Losses and gradients are float32, their means over an epoch, the
 * displacement's norm and all evaluations are float64 on the host. Full gradients and evaluations
 * are by the training set's own labels, also where an epoch's are others.
 *
 * @throws {RangeError} when a set is empty or labelled outside the head, a size does not fit, or a
 *   loss or gradient is not finite; the message names the epoch and the step
 *
 * @example
 * ```ts
 * import { assertEquals, assertLess } from "@std/assert";
 * import { openEngine } from "../engine/mod.ts";
 * import { initialise, mlpEncoder } from "../model/mod.ts";
 * import { stream } from "../random/mod.ts";
 * import { fineTune } from "./mod.ts";
 *
 * const architecture =
 *   { widths: [2, 3, 2], activation: "relu", loss: "cross-entropy", bias: true } as const;
 * const head = { prototypes: Float32Array.of(1, 0, 0, 1), classes: 2, width: 2, scale: 4 };
 * const set = { features: Float32Array.of(1, 0, 0, 1), labels: Uint16Array.of(0, 1), count: 2 };
 * const engine = await openEngine({ device: "cpu" });
 * const run = await fineTune(engine, {
 *   encoder: mlpEncoder(architecture),
 *   base: initialise(architecture, stream("example")),
 *   head,
 *   ...{ train: set, validation: set, test: set },
 *   recipe: {
 *     optimiser: { kind: "adamw", learningRate: 0.1, weightDecay: 0.1 },
 *     schedule: { kind: "constant", warmupSteps: 0 },
 *     batchSize: 1,
 *     epochs: 5,
 *   },
 *   order: ["example"],
 *   record: { deltas: [5], evaluate: true },
 * });
 * assertEquals(run["gradient-norm"]!.length, 5);
 * assertLess(run["test-loss"]!.at(-1)!, run["test-loss"]![0]!);
 * engine.close();
 * ```
 */
export async function fineTune(engine: Engine, fineTuning: FineTuning): Promise<Trajectory> {
  const { recipe, record } = fineTuning;
  for (const name of ["train", "validation", "test"] as const) {
    checkSet(fineTuning[name], { ...fineTuning, name });
  }
  const { size, stepsAnEpoch } = batching(fineTuning);
  const { tf } = engine;
  const tuned = openTuned(engine, fineTuning);
  const { encoder } = tuned;
  const penalty = fineTuning.regulariser &&
    openPenalty(engine, { tuned, regulariser: fineTuning.regulariser });
  const head = deviceHead(engine, fineTuning);
  const recorder = openRecorder(engine, { ...fineTuning, encoder });
  const run = startOptimiser(engine, {
    ...recipe,
    ...{ base: tuned.base, start: tuned.start, steps: recipe.epochs * stepsAnEpoch },
  });

  /** Takes an epoch's steps; what comes back stays on the device. */
  function train(epoch: number) {
    const samples = uploadEpoch(engine, fineTuning, epoch);
    const [losses, norms]: [Scalar[], Scalar[]] = [[], []];
    const sum = record.epochGradients?.includes(epoch) ? openSum(engine) : undefined;
    for (let step = 0; step < stepsAnEpoch; step++) {
      const [inputs, targets] = [samples.inputs, samples.targets].map((all) =>
        tf.slice(all, [step * size, 0], [size, all.shape[1]])
      ) as [Tensor2D, Tensor2D];
      const { loss, gradient: ofTask } = engine.gradient(
        headLoss(encoder, { head, inputs, targets }),
        tuned.at(run),
      );
      const gradient = penalty?.add(ofTask, run) ?? ofTask;
      losses.push(loss);
      norms.push(run.step(gradient));
      sum?.add(gradient);
      tf.dispose([inputs, targets, ...gradient]);
    }
    tf.dispose([samples.inputs, samples.targets]);
    return { losses, norms, sum };
  }

  try {
    await recorder.weights(0, tuned.at(run));
    let { delta: before } = await tuned.state(run);
    for (let epoch = 1; epoch <= recipe.epochs; epoch++) {
      const { losses, norms, sum } = train(epoch);
      const [lossOfStep, normOfStep] = [
        await readAll(engine, losses),
        await readAll(engine, norms),
      ];
      if (sum) recorder.vector(`epoch-gradient-${epoch}`, await sum.read());
      sum?.dispose();
      const batchLoss = meanOf(lossOfStep, { what: "loss", epoch });
      const gradientNorm = meanOf(normOfStep, { what: "gradient's norm", epoch });
      const state = await tuned.state(run);
      const displacement = distance(state.delta, before);
      if (!Number.isFinite(displacement)) {
        throw new RangeError(
          `Cannot go on training: weights are not finite after epoch ${epoch}, step ` +
            `${stepsAnEpoch} of ${stepsAnEpoch}. Use a smaller learning rate.`,
        );
      }
      recorder.epoch({
        ...{ "batch-loss": batchLoss, "gradient-norm": gradientNorm, displacement },
        ...await penalty?.measure(run),
      });
      for (const [name, vector] of Object.entries(record.deltas.includes(epoch) ? state : {})) {
        recorder.vector(`${name}-${epoch}`, vector);
      }
      before = state.delta;
      await recorder.weights(epoch, tuned.at(run));
    }
    requireFrozen(await engine.read(head.weight), fineTuning.head.prototypes);
    return { ...recorder.trajectory(), ...tuned.constants };
  } finally {
    run.dispose();
    recorder.dispose();
    penalty?.dispose();
    tuned.dispose();
    head.weight.dispose();
  }
}

/** A head that followed the training would make every number recorded of it another one. */
function requireFrozen(now: Float32Array, given: Float32Array): void {
  if (now.every((value, i) => value === given[i])) return;
  throw new RangeError("Cannot use the training: its head, which is frozen, has moved.");
}

/** Reads scalars in one go, and disposes of them. */
async function readAll(engine: Engine, scalars: readonly Scalar[]): Promise<Float32Array> {
  const stacked = engine.tf.stack([...scalars]);
  const values = await engine.read(stacked);
  engine.tf.dispose([stacked, ...scalars]);
  return values;
}

/** The mean over an epoch's steps in float64; a run that diverged must not look like a result. */
function meanOf(values: Float32Array, { what, epoch }: { what: string; epoch: number }): number {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot go on training: the ${what} is ${values[bad]} at epoch ${epoch}, step ${bad + 1} ` +
        `of ${values.length}. Use a smaller learning rate, or clip the gradient.`,
    );
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}
