import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { firstShare, shares } from "../../src/measure/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { knownTrajectory } from "../_experiments/constructed.ts";
import { taskInputs } from "../_experiments/inputs.ts";
import { row, stepsPerEpoch, trajectory } from "../_experiments/runs.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { CONTROL_EPOCHS, CONTROL_SAMPLES, READINGS } from "./settings.ts";

/** Measures which share of the norms summed over the epochs is the first epoch's. */
export const measure: Measure = async (measurement) => {
  const { cell, record } = measurement;
  if (cell.reading.startsWith("published")) {
    for (const fact of await publishedFacts("first-epoch-share", cell.protocol.id)) record(fact);
    return;
  }
  const { over } = readingOf(cell.reading);
  const values = await norms(measurement);
  record({ name: "share", unit: "1", value: firstShare(values, { over: over ?? values.length }) });
  record({ name: "shares", unit: "1", value: shares(values) });
  record({ name: "epochs", unit: "epochs", value: over ?? values.length });
  if (armOf(measurement) !== "known-shares") {
    const settings = settingsOf(measurement);
    const { train } = await taskInputs(measurement, { task: cell.input, settings });
    const steps = stepsPerEpoch(train.count, settings);
    record({ name: "steps-per-epoch", unit: "steps", value: steps });
  }
};

/** The norms of the epochs, [E]. */
async function norms(measurement: Measurement): Promise<Float64Array> {
  const { cell } = measurement;
  const settings = settingsOf(measurement);
  const task = cell.input;
  switch (armOf(measurement)) {
    case "main": {
      const run = await trajectory(measurement, { task, settings });
      // The full gradient is recorded at the end of the last epoch too, where none begins.
      return row(run, readingOf(cell.reading).row).subarray(0, settings.epochs);
    }
    case "no-training": {
      const run = await trajectory(measurement, {
        task,
        settings,
        learningRate: 0,
        epochs: CONTROL_EPOCHS,
        samples: CONTROL_SAMPLES,
        record: { deltas: [] },
      });
      return row(run, "gradient-norm");
    }
    case "known-shares":
      return knownTrajectory(settings.epochs, cell.seed);
    default:
      throw new RangeError(`Cannot measure arm '${cell.arm}': this claim has no such arm`);
  }
}

function readingOf(reading: string): { readonly row: string; readonly over?: number } {
  return reading in READINGS ? READINGS[reading as keyof typeof READINGS] : READINGS["epoch-mean"];
}
