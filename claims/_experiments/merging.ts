import type { Measurement } from "../../src/lab/mod.ts";
import { type MergeMethod, tuneScaling } from "../../src/merge/mod.ts";
import { layout } from "../../src/reference/mod.ts";
import { type Evaluation, openEvaluator } from "../../src/train/mod.ts";
import { taskInputs } from "./inputs.ts";
import { baseWeights, taskHead } from "./model.ts";
import { ENCODER, type ExperimentSettings } from "./settings.ts";

/** The methods of P1.9. */
export const METHODS = ["task-arithmetic", "ties", "breadcrumbs", "dare"] as const;
/** Methods that the papers do not speak of, which serve as readings. */
export const FURTHER_METHODS = ["tsv", "iso-c", "consensus"] as const;
/** A method that task vectors are merged by. */
export type MethodName = (typeof METHODS)[number] | (typeof FURTHER_METHODS)[number];

/** A method with the settings of the papers that proposed it; those of `consensus` are tuned. */
export function methodOf(
  name: Exclude<MethodName, "consensus">,
  { seed, tasks }: { seed: number; tasks: readonly string[] },
) {
  switch (name) {
    case "task-arithmetic":
      return { kind: "task-arithmetic" } as const;
    case "ties":
      // Not its mean: α scales a sum of task vectors, as in the other methods.
      return { kind: "ties", keep: 0.2, combine: "sum" } as const;
    case "breadcrumbs":
      return { kind: "breadcrumbs", beta: 0.85, gamma: 0.993, layers: LAYERS } as const;
    case "dare":
      return { kind: "dare", drop: 0.9, key: [seed, "dare"], names: tasks } as const;
    case "tsv":
    case "iso-c":
      return { kind: name, layers: MATRICES } as const;
  }
}

/** Coordinates of each weight and bias of the encoder, in the order of the flat vector. */
const LAYERS: number[] = ENCODER.widths.slice(1).flatMap((width, l) => [
  ENCODER.widths[l]! * width,
  width,
]);
const MATRICES = layout(ENCODER).map(({ weight }) => weight);

/**
 * Scaling coefficients that are tried, in ascending order: up to 1, or 2 for Breadcrumbs, which
 * leaves most of a vector out; for TSV-Merge and Iso-C up to 3, as their authors do.
 */
export function scalingGrid({ kind }: Pick<MergeMethod, "kind">): number[] {
  const spectral = kind === "tsv" || kind === "iso-c";
  const step = spectral || kind === "breadcrumbs" ? 0.1 : 0.05;
  return Array.from({ length: spectral ? 30 : 20 }, (_, i) => (i + 1) * step);
}

/** Evaluates displacements from the base on one split of every task. */
export interface SuiteEvaluator {
  /** At θ_b + α · `combined`, one evaluation a task, in the order of the tasks. */
  evaluate(combined: Float64Array | Float32Array, alpha: number): Promise<readonly Evaluation[]>;
}

/** Opens the evaluation of a split of all tasks, or some, and frees the device's memory afterwards. */
export async function evaluating<T>(
  measurement: Measurement,
  { settings, split, tasks = measurement.suite.tasks.map(({ name }) => name) }: {
    settings: ExperimentSettings;
    split: "validation" | "test";
    tasks?: readonly string[];
  },
  work: (evaluator: SuiteEvaluator) => Promise<T>,
): Promise<T> {
  const { lab } = measurement;
  const base = await baseWeights(measurement, settings);
  const sets = [];
  for (const task of tasks) {
    const inputs = await taskInputs(measurement, task);
    sets.push({ head: await taskHead(measurement, { task, settings }), set: inputs[split] });
  }
  const opened = openEvaluator(lab.engine, { architecture: ENCODER, sets });
  try {
    return await work({
      evaluate: (combined, alpha) =>
        opened.evaluate(base.map((weight, i) => weight + alpha * combined[i]!)),
    });
  } finally {
    opened.dispose();
  }
}

/** α by mean validation accuracy, and whether it lies on the grid's edge. */
export function tunedScaling(
  measurement: Measurement,
  { settings, combined, method }: {
    settings: ExperimentSettings;
    combined: Float64Array;
    method: MergeMethod;
  },
) {
  return evaluating(
    measurement,
    { settings, split: "validation" },
    ({ evaluate }) =>
      tuneScaling({
        grid: scalingGrid(method),
        score: async (alpha) => points(await evaluate(combined, alpha)),
      }),
  );
}

/** Mean accuracy over tasks, in points: hundredths. */
export function points(evaluations: readonly Evaluation[]): number {
  return 100 * mean(evaluations.map(({ accuracy }) => accuracy));
}

/** The mean of at least one number. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
