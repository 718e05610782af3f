import type { Measure, Measurement } from "../../src/lab/mod.ts";
import {
  breadcrumbsInverted,
  dareOfFirst,
  merge,
  type MergeMethod,
  tiesOfFirst,
} from "../../src/merge/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { evaluating, scalingGrid, tunedScaling } from "../_experiments/merging.ts";
import { row, taskVector, trajectory } from "../_experiments/runs.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { accuracy, type Merged, merged, mergeMethod, type Vectors } from "./merged.ts";
import type { ParitySettings } from "./settings.ts";

/** Measures the merged accuracy of task vectors after one epoch and at convergence. */
export const measure: Measure = async (measurement) => {
  const { cell } = measurement;
  if (cell.reading.startsWith("published")) return await recordPublished(measurement);
  const arm = armOf(measurement);
  if (arm === "copies-of-one-expert") return await recordCopies(measurement);
  if (arm === "slips") return await recordSlip(measurement);
  if (arm === "known-scaling") return await recordKnownScaling(measurement);

  const settings = settingsOf<ParitySettings>(measurement);
  const { epochs } = settings;
  const first = await vectors(measurement, { epoch: 1 });
  const last = await vectors(measurement, { epoch: epochs });
  const atBase = await accuracy(measurement, { combined: last[0]!, alpha: 0 });
  const base = { accuracy: atBase, alpha: 0, edge: 0 };
  const convergence = await merged(measurement, last);
  const oneEpoch = await treated(measurement, { arm, first, base });
  const { record } = measurement;
  record({ name: "one-epoch", unit: "points", value: oneEpoch.accuracy });
  record({ name: "convergence", unit: "points", value: convergence.accuracy });
  record({ name: "base", unit: "points", value: base.accuracy });
  const gained = convergence.accuracy - base.accuracy;
  if (gained !== 0) {
    const value = (oneEpoch.accuracy - base.accuracy) / gained;
    record({ name: "retained-fraction", unit: "1", value });
  }
  record({ name: "epochs", unit: "epochs", value: epochs });
  record({ name: "scaling", unit: "1", value: [oneEpoch.alpha, convergence.alpha] });
  record({ name: "scaling-on-edge", unit: "1", value: [oneEpoch.edge, convergence.edge] });
  if (oneEpoch.lambdas && convergence.lambdas) {
    const value = [...oneEpoch.lambdas, ...convergence.lambdas];
    record({ name: "mask-lambda", unit: "1", value });
  }
};

/** What stands in the place of the merge after one epoch. */
async function treated(
  measurement: Measurement,
  { arm, first, base }: { arm: string; first: Vectors; base: Merged },
): Promise<Merged> {
  switch (arm) {
    case "main":
      return await merged(measurement, first);
    case "zero-epochs":
      return base;
    case "permuted-vectors":
      return await merged(measurement, permuted(first, measurement.cell.seed));
    case "another-order": {
      const { epochs } = settingsOf(measurement);
      const others = await vectors(measurement, { epoch: epochs, order: "another-order" });
      return await merged(measurement, others);
    }
    default:
      throw new RangeError(`Cannot measure arm '${arm}': this claim has no such arm`);
  }
}

async function vectors(
  measurement: Measurement,
  { epoch, order }: { epoch: number; order?: string },
): Promise<Vectors> {
  const settings = settingsOf(measurement);
  const found: Float32Array[] = [];
  for (const { name: task } of measurement.suite.tasks) {
    const shared = order === undefined ? {} : { order, record: { deltas: [epoch] } };
    found.push(taskVector(await trajectory(measurement, { task, settings, ...shared }), epoch));
  }
  return found;
}

/** All vectors with their coordinates in one and the same wrong order. */
function permuted(taskVectors: Vectors, seed: number): Vectors {
  const order = stream(seed, "permuted-vectors").shuffle([...taskVectors[0]!.keys()]);
  return taskVectors.map((vector) => vector.map((_, i) => vector[order[i]!]!));
}

/** T copies of one expert's vector, at α = 1/T, are the expert: its recorded accuracy must come out. */
async function recordCopies(measurement: Measurement): Promise<void> {
  const { suite, record } = measurement;
  const settings = settingsOf(measurement);
  const differences: number[] = [];
  for (const { name: task } of suite.tasks) {
    const run = await trajectory(measurement, { task, settings });
    const copies = suite.tasks.map(() => taskVector(run, settings.epochs));
    const combined = merge(copies, { kind: "task-arithmetic" });
    const alpha = 1 / copies.length;
    const found = await accuracy(measurement, { combined, alpha, tasks: [task] });
    differences.push(Math.abs(found - 100 * row(run, "test-accuracy").at(-1)!));
  }
  record({ name: "difference", unit: "points", value: Math.max(...differences) });
  record({ name: "difference-by-task", unit: "points", value: differences });
}

/**
 * Validation images that are labelled as the merge itself names them at an α of the grid: that α must
 * be found, and is if it is these images that α is tuned on.
 */
async function recordKnownScaling(measurement: Measurement): Promise<void> {
  const { cell: { seed }, record } = measurement;
  const settings = settingsOf<ParitySettings>(measurement);
  const taskVectors = await vectors(measurement, { epoch: settings.epochs });
  const method = await mergeMethod(measurement, taskVectors);
  const combined = merge(taskVectors, method);
  const grid = scalingGrid(method);
  const known = grid[stream(seed, "known-scaling").integer(grid.length)]!;
  const labels = await evaluating(
    measurement,
    { settings, split: "validation" },
    ({ predict }) => predict(combined, known),
  );
  const { alpha } = await tunedScaling(measurement, { settings, combined, method, labels });
  record({ name: "scaling-difference", unit: "1", value: Math.abs(alpha - known) });
  record({ name: "scaling", unit: "1", value: [alpha, known] });
}

/** By how much an implementation slip changes the merge at convergence. */
async function recordSlip(measurement: Measurement): Promise<void> {
  const { record } = measurement;
  const taskVectors = await vectors(measurement, { epoch: settingsOf(measurement).epochs });
  const method = await mergeMethod(measurement, taskVectors);
  const alpha = 1 / taskVectors.length;
  const accuracyOf = (combined: Float64Array) => accuracy(measurement, { combined, alpha });
  const right = await accuracyOf(merge(taskVectors, method));
  const slipped = await accuracyOf(slip(taskVectors, method));
  record({ name: "right", unit: "points", value: right });
  record({ name: "slipped", unit: "points", value: slipped });
  record({ name: "slip-difference", unit: "points", value: Math.abs(right - slipped) });
}

function slip(taskVectors: Vectors, method: MergeMethod): Float64Array {
  switch (method.kind) {
    case "ties":
      return tiesOfFirst(taskVectors, method);
    case "breadcrumbs":
      return breadcrumbsInverted(taskVectors, method);
    case "dare":
      return dareOfFirst(taskVectors, method);
    default:
      throw new RangeError(`Cannot slip in method '${method.kind}': none is known of it`);
  }
}

/** Published accuracies are shares; the claim's margin is in points. */
async function recordPublished({ cell, record }: Measurement): Promise<void> {
  const set = cell.reading === "published" ? "eight-tasks" : "seven-tasks";
  const names: Readonly<Record<string, string>> = { "zero-shot": "base", "retained": "" };
  for (const { name, value } of await publishedFacts(set, cell.protocol.id)) {
    const ours = names[name] ?? name;
    if (ours !== "") record({ name: ours, unit: "points", value: 100 * (value as number) });
    else record({ name: "retained-fraction", unit: "1", value });
  }
}
