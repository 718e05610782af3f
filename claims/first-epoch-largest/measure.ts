import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { firstLead, shares } from "../../src/measure/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { knownTrajectory } from "../_experiments/constructed.ts";
import { row, taskVector, trajectory } from "../_experiments/runs.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { CONTROL_EPOCHS, CONTROL_SAMPLES } from "./settings.ts";

/** Measures by how much the first epoch's share exceeds the largest later one. */
export const measure: Measure = async (measurement) => {
  const { cell, record } = measurement;
  if (cell.reading === "published") {
    for (const fact of await publishedFacts("first-epoch-share", cell.protocol.id)) record(fact);
    return;
  }
  const values = await norms(measurement);
  record({ name: "share-margin", unit: "1", value: firstLead(values) });
  record({ name: "shares", unit: "1", value: shares(values) });
  record({ name: "epochs", unit: "epochs", value: values.length });
};

async function norms(measurement: Measurement): Promise<Float64Array> {
  const { cell } = measurement;
  const settings = settingsOf(measurement);
  const task = cell.input;
  switch (armOf(measurement)) {
    case "main": {
      const name = cell.reading === "displacement" ? "displacement" : "gradient-norm";
      return row(await trajectory(measurement, { task, settings }), name);
    }
    case "relabelled-expert": {
      const expert = await trajectory(measurement, { task, settings });
      const displacement = taskVector(expert, settings.epochs);
      const run = await trajectory(measurement, {
        task,
        settings,
        epochs: CONTROL_EPOCHS,
        samples: CONTROL_SAMPLES,
        start: { name: `expert-${settings.epochs}`, displacement },
        permuteLabels: true,
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
