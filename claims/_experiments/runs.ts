import type { Measurement } from "../../src/lab/mod.ts";
import type { Recording, Trajectory } from "../../src/train/mod.ts";
import { type ExperimentSettings, recipeOf, recordingOf } from "./settings.ts";
import { type TaskTraining, trainTask } from "./training.ts";

/** What a training of one task may differ in from the one that all claims share. */
export interface TrainingOptions extends Omit<TaskTraining, "settings" | "recipe" | "record"> {
  readonly settings: ExperimentSettings;
  /** In place of the optimiser's own; 0 leaves the weights where they are. */
  readonly learningRate?: number;
  /** In place of the settings'. */
  readonly epochs?: number;
  /** What is recorded; default everything that the claims share. */
  readonly record?: Recording;
}

/** The fine-tuning of one task by its settings and the cell's seed: trained once, whoever asks. */
export function trajectory(
  measurement: Pick<Measurement, "lab" | "suite" | "cell">,
  { epochs, learningRate, ...training }: TrainingOptions,
): Promise<Trajectory> {
  const settings = { ...training.settings, epochs: epochs ?? training.settings.epochs };
  return trainTask(measurement, {
    record: recordingOf(settings),
    ...training,
    recipe: recipeOf(settings, learningRate === undefined ? {} : { learningRate }),
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
