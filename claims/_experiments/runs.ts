import type { Measurement, Recipe } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import {
  fineTune,
  type FineTuningRecipe,
  type LabelledSet,
  type Recording,
  type Trajectory,
} from "../../src/train/mod.ts";
import { taskInputs } from "./inputs.ts";
import { baseName, baseWeights, taskHead, zeroShot } from "./model.ts";
import { ENCODER, type ExperimentSettings, recipeOf, recordingOf } from "./settings.ts";

/** What a training of one task may differ in from the one that all claims share. */
export interface TrainingOptions {
  readonly task: string;
  readonly settings: ExperimentSettings;
  /** In place of the optimiser's own; 0 leaves the weights where they are. */
  readonly learningRate?: number;
  /** In place of the settings'. */
  readonly epochs?: number;
  /** Only the first samples of the training set; default all. */
  readonly samples?: number;
  /** Names another order of the samples. */
  readonly order?: string;
  /** Where training starts, and what to call it in the recipe; default at the base. */
  readonly start?: { readonly name: string; readonly displacement: Float32Array };
  /** Whether the labels are permuted from the second epoch on. */
  readonly permuteLabels?: boolean;
  /** What is recorded; default everything that the claims share. */
  readonly record?: Recording;
}

/** The fine-tuning of one task by the cell's seed: trained once, whoever asks. */
export async function trajectory(
  measurement: Pick<Measurement, "lab" | "suite" | "cell">,
  options: TrainingOptions,
): Promise<Trajectory> {
  const { lab, cell: { seed } } = measurement;
  const { task, settings, order = "order", start, permuteLabels = false, samples } = options;
  const { batchSize } = settings;
  const shared = options.epochs === undefined ? settings : { ...settings, epochs: options.epochs };
  const recipe = recipeOf(shared, options);
  const record = options.record ?? recordingOf(shared);
  // Refuses labels that do not fit the head before anything is trained on them.
  await zeroShot(measurement, { task, settings });
  const name: Recipe = {
    kind: "fine-tuning",
    arithmetic: "device",
    task,
    seed,
    base: baseName(settings),
    epochs: recipe.epochs,
    ...flat(recipe),
    order,
    start: start?.name ?? "base",
    permuteLabels,
    samples: samples ?? "all",
    batchSize: settings.optimiser === "gd" ? "full" : batchSize,
    deltas: record.deltas,
    epochGradients: record.epochGradients ?? [],
    fullGradients: record.fullGradients ?? [],
    evaluate: record.evaluate ?? false,
  };
  return await lab.remember(name, async () => {
    const inputs = await taskInputs(measurement, task);
    const train = samples === undefined
      ? inputs.train
      : first(inputs.train, Math.min(samples, wholeBatches(inputs.train.count, batchSize)));
    const permuted = shuffled(train.labels, seed, task);
    return await fineTune(lab.engine, {
      encoder: ENCODER,
      base: await baseWeights(measurement, settings),
      ...(start && { start: start.displacement }),
      head: await taskHead(measurement, { task, settings }),
      train,
      validation: inputs.validation,
      test: inputs.test,
      recipe,
      order: [seed, "fine-tuning", task, order],
      ...(permuteLabels && { labelsOf: (epoch: number) => epoch === 1 ? train.labels : permuted }),
      record,
    });
  });
}

/** The fine-tunings of all tasks of the suite, in its order. */
export async function trajectories(
  measurement: Measurement,
  settings: ExperimentSettings,
): Promise<Trajectory[]> {
  const runs: Trajectory[] = [];
  for (const { name: task } of measurement.suite.tasks) {
    runs.push(await trajectory(measurement, { task, settings }));
  }
  return runs;
}

/** τ after some epochs, [P] in float32. */
export function taskVector(run: Trajectory, epoch: number): Float32Array {
  return vector(run, `delta-${epoch}`);
}

/** One of the vectors of a trajectory. */
export function vector(run: Trajectory, name: string): Float32Array {
  const found = run[name];
  if (!(found instanceof Float32Array)) {
    throw new RangeError(`Cannot use '${name}': the training did not record it`);
  }
  return found;
}

/** One of the per-epoch rows of a trajectory. */
export function row(run: Trajectory, name: string): Float64Array {
  const found = run[name];
  if (!(found instanceof Float64Array)) {
    throw new RangeError(`Cannot use '${name}': the training did not record it`);
  }
  return found;
}

/** Steps an epoch of a training has. */
export function stepsPerEpoch(samples: number, { batchSize, optimiser }: ExperimentSettings) {
  return optimiser === "gd" ? 1 : Math.max(1, Math.floor(samples / batchSize));
}

function flat({ optimiser, schedule }: FineTuningRecipe): Recipe {
  return {
    optimiser: optimiser.kind,
    learningRate: optimiser.learningRate,
    weightDecay: optimiser.kind === "adamw" ? optimiser.weightDecay : 0,
    schedule: schedule.kind,
    warmupSteps: schedule.warmupSteps,
  };
}

/** Samples that fill whole mini-batches: all of them are then in every epoch. */
function wholeBatches(samples: number, batchSize: number): number {
  return Math.max(1, Math.floor(samples / batchSize)) * batchSize;
}

function first({ features, labels, count }: LabelledSet, samples: number): LabelledSet {
  const kept = Math.min(samples, count);
  const width = features.length / count;
  return {
    features: features.subarray(0, kept * width),
    labels: labels.subarray(0, kept),
    count: kept,
  };
}

function shuffled(labels: Uint8Array, seed: number, task: string): Uint8Array {
  return Uint8Array.from(stream(seed, "permuted-labels", task).shuffle([...labels]));
}
