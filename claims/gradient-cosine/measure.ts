import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { cosinesWith } from "../../src/measure/mod.ts";
import { stream } from "../../src/random/mod.ts";
import type { Recording, Trajectory } from "../../src/train/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { trajectory, vector } from "../_experiments/runs.ts";
import { COMPARED_EPOCHS, type ExperimentSettings } from "../_experiments/settings.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { CONTROL_SAMPLES, GRADIENTS_ONLY } from "./settings.ts";

/** Measures the smallest cosine of the gradients of epochs 2 to 5 with that of epoch 1. */
export const measure: Measure = async (measurement) => {
  const { cell, record } = measurement;
  if (cell.reading === "published") {
    for (const fact of await publishedFacts("gradient-cosine", cell.protocol.id)) record(fact);
    return;
  }
  const arm = armOf(measurement);
  const kind = cell.reading === "full-gradient" ? "full-gradient" : "epoch-gradient";
  const tasks = measurement.suite.tasks.map(({ name }) => name);
  const smallest: number[] = [];
  const means = new Float64Array(COMPARED_EPOCHS - 1);
  for (const [t, task] of tasks.entries()) {
    const run = await gradients(measurement, { task, arm });
    // The gradients of the task itself, or of the next one.
    const other = arm === "another-task"
      ? await gradients(measurement, { task: tasks[(t + 1) % tasks.length]!, arm })
      : run;
    const later = laterGradients(other, kind);
    const compared = arm === "permuted-coordinates" ? permuted(later, cell.seed) : later;
    const cosines = cosinesWith(vector(run, `${kind}-1`), compared);
    cosines.forEach((value, e) => means[e]! += value / tasks.length);
    smallest.push(Math.min(...cosines));
  }
  record({ name: "smallest-cosine", unit: "1", value: Math.min(...smallest) });
  record({ name: "smallest-by-task", unit: "1", value: smallest });
  record({ name: "mean-by-epoch", unit: "1", value: [...means] });
};

function gradients(
  measurement: Measurement,
  { task, arm }: { task: string; arm: string },
): Promise<Trajectory> {
  const settings = settingsOf(measurement);
  const record = recordOf(settings);
  if (arm !== "no-training") {
    return trajectory(measurement, { task, settings, ...record && { record } });
  }
  return trajectory(measurement, {
    task,
    settings,
    learningRate: 0,
    epochs: COMPARED_EPOCHS,
    samples: CONTROL_SAMPLES,
    record: GRADIENTS_ONLY,
  });
}

/** What is recorded of trainings that no other claim asks for: those of this claim's own length. */
function recordOf({ optimiser, epochs }: ExperimentSettings): Recording | undefined {
  return optimiser !== "adamw" && epochs === COMPARED_EPOCHS ? GRADIENTS_ONLY : undefined;
}

/** The gradients of epochs 2 to 5. */
function laterGradients(run: Trajectory, kind: string): Float32Array[] {
  return Array.from({ length: COMPARED_EPOCHS - 1 }, (_, e) => vector(run, `${kind}-${e + 2}`));
}

/** All gradients with their coordinates in one and the same wrong order. */
function permuted(gradients: readonly Float32Array[], seed: number): Float32Array[] {
  const order = stream(seed, "permuted-coordinates").shuffle([...gradients[0]!.keys()]);
  return gradients.map((gradient) => gradient.map((_, i) => gradient[order[i]!]!));
}
