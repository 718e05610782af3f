import type { Measurement } from "../../src/lab/mod.ts";
import { merge } from "../../src/merge/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { row, taskVector } from "../_experiments/runs.ts";
import { settingsOf } from "../_experiments/settings_of.ts";
import { expertsOf, GRID, scaledMerge } from "../_orthoreg/addition.ts";
import { withPenalty } from "../_orthoreg/arms.ts";
import { accuracies, evaluatingTasks } from "../_orthoreg/evaluation.ts";
import { updatesOf } from "../_orthoreg/strength.ts";
import { tasksOf, trainingName, trainUpdate } from "../_orthoreg/updates.ts";
import { type AdditionSettings, KNOWN_SCALINGS } from "./settings.ts";

/**
 * Validation images that are labelled as the sum itself names them at an α of the grid: that α must
 * be found, and is if it is these images that α is tuned on.
 */
export async function recordKnownScaling(measurement: Measurement): Promise<void> {
  const { cell: { seed }, record } = measurement;
  const settings = withPenalty(settingsOf<AdditionSettings>(measurement), "none");
  const updates = await updatesOf(measurement, settings);
  const experts = await expertsOf(measurement, updates);
  const combined = merge(updates.vectors, { kind: "task-arithmetic" });
  const known = KNOWN_SCALINGS[stream(seed, "known-scaling").integer(KNOWN_SCALINGS.length)]!;
  const labels = await evaluatingTasks(
    measurement,
    { settings, split: "validation" },
    ({ predict }) => predict(combined, known),
  );
  const merging = { updates, combined, experts, grid: GRID, labels };
  const { alpha } = await scaledMerge(measurement, merging);
  record({ name: "scaling-difference", unit: "1", value: Math.abs(alpha - known) });
  record({ name: "scaling", unit: "1", value: [alpha, known] });
}

/**
 * T copies of the first task's vector are that expert, by itself and added up at α = 1/T: what its
 * training recorded of it must come out.
 */
export async function recordCopies(measurement: Measurement): Promise<void> {
  const { record } = measurement;
  const settings = settingsOf<AdditionSettings>(measurement);
  const tasks = tasksOf(measurement, settings);
  const [task] = tasks;
  const run = await trainUpdate(measurement, {
    ...{ task: task!, settings, strength: 0 },
    evaluate: true,
  });
  const vector = taskVector(run, settings.epochs);
  const vectors = tasks.map(() => vector);
  const name = `copies of ${task} of ${trainingName(settings, { strength: 0 })}`;
  const experts = await expertsOf(measurement, { settings, strength: 0, vectors, name });
  const combined = merge(vectors, { kind: "task-arithmetic" });
  const [copies] = await evaluatingTasks(
    measurement,
    { settings, split: "test", tasks: [task!] },
    async ({ evaluate }) => accuracies(await evaluate(combined, 1 / tasks.length)),
  );
  const recorded = row(run, "test-accuracy").at(-1)!;
  const [alone] = experts.test;
  const differences = [copies!, alone!].map((accuracy) => 100 * Math.abs(accuracy - recorded));
  record({ name: "difference", unit: "points", value: Math.max(...differences) });
  record({ name: "recorded", unit: "points", value: 100 * recorded });
  record({ name: "found", unit: "points", value: [100 * copies!, 100 * alone!] });
}
