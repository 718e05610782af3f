import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { cosinesWith } from "../../src/measure/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { taskVector, trajectory, vector } from "../_experiments/runs.ts";
import { recordingOf } from "../_experiments/settings.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { ONE_STEP } from "./settings.ts";

/** Measures the cosine of the task vector with the base's descent direction, as training goes on. */
export const measure: Measure = async (measurement) => {
  const { cell, record } = measurement;
  if (cell.reading === "published") {
    for (const fact of await publishedFacts("accumulated-gradient-cosine", cell.protocol.id)) {
      record(fact);
    }
    return;
  }
  const { epochs, cosines } = await trajectoryCosines(measurement);
  record({ name: "cosine-first", unit: "1", value: cosines[0]! });
  record({ name: "cosine-last", unit: "1", value: cosines.at(-1)! });
  record({ name: "cosines", unit: "1", value: cosines });
  record({ name: "epochs", unit: "epochs", value: epochs });
  record({ name: "deviation", unit: "1", value: 1 - cosines[0]! });
};

interface Cosines {
  readonly epochs: readonly number[];
  readonly cosines: readonly number[];
}

async function trajectoryCosines(measurement: Measurement): Promise<Cosines> {
  const { cell } = measurement;
  const settings = settingsOf(measurement);
  const task = cell.input;
  const epochs = recordingOf(settings).deltas;
  switch (armOf(measurement)) {
    case "main": {
      const run = await trajectory(measurement, { task, settings });
      const gradient = cell.reading === "accumulated" ? "epoch-gradient-1" : "full-gradient-0";
      const vectors = epochs.map((k) => taskVector(run, k));
      return { epochs, cosines: cosinesWith(descent(vector(run, gradient)), vectors) };
    }
    case "stretched-vector": {
      const run = await trajectory(measurement, { task, settings });
      const vectors = epochs.map((k) => taskVector(run, 1).map((x) => k * x));
      return { epochs, cosines: cosinesWith(descent(vector(run, "full-gradient-0")), vectors) };
    }
    case "one-step": {
      const run = await trajectory(measurement, {
        task,
        settings: { ...settings, optimiser: "gd" },
        learningRate: ONE_STEP,
        epochs: 1,
        record: { deltas: [1], fullGradients: [0] },
      });
      const direction = descent(vector(run, "full-gradient-0"));
      return { epochs: [1], cosines: cosinesWith(direction, [taskVector(run, 1)]) };
    }
    case "rotating-trajectory":
      return { epochs, cosines: rotating(epochs, cell.seed) };
    default:
      throw new RangeError(`Cannot measure arm '${cell.arm}': this claim has no such arm`);
  }
}

const descent = (gradient: Float32Array): Float32Array => gradient.map((g) => -g);

/** Cosines of vectors in the plane that turn away from their first direction by 6° an epoch. */
function rotating(epochs: readonly number[], seed: number): number[] {
  const angle = (Math.PI / 30) * (1 + seed / 1000);
  const vectors = epochs.map((k) => Float64Array.of(Math.cos(k * angle), Math.sin(k * angle)));
  return cosinesWith(Float64Array.of(1, 0), vectors);
}
