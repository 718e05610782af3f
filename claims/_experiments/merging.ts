import type { Labels } from "../../src/data/mod.ts";
import type { Measurement } from "../../src/lab/mod.ts";
import { type MergeMethod, tuneScaling } from "../../src/merge/mod.ts";
import { type Encoder, parameterPlaces } from "../../src/model/mod.ts";
import { type Evaluation, openEvaluator } from "../../src/train/mod.ts";
import { taskInputs } from "./inputs.ts";
import { baseWeights } from "./base.ts";
import { taskHead } from "./head.ts";
import { modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

/** The methods of P1.9. */
export const METHODS = ["task-arithmetic", "ties", "breadcrumbs", "dare"] as const;
/** One of the methods of P1.9. */
export type MethodName = (typeof METHODS)[number];

/** A method with the settings of the papers that proposed it. */
export function methodOf(
  name: MethodName,
  { seed, tasks, encoder }: {
    seed: number;
    tasks: readonly string[];
    encoder: Pick<Encoder, "parameters">;
  },
) {
  switch (name) {
    case "task-arithmetic":
      return { kind: "task-arithmetic" } as const;
    case "ties":
      // Not its mean: α scales a sum of task vectors, as in the other methods.
      return { kind: "ties", keep: 0.2, combine: "sum" } as const;
    case "breadcrumbs":
      return { kind: "breadcrumbs", beta: 0.85, gamma: 0.993, layers: layersOf(encoder) } as const;
    case "dare":
      return { kind: "dare", drop: 0.9, key: [seed, "dare"], names: tasks } as const;
  }
}

/** Coordinates of each parameter of an encoder, in the order of the flat vector. */
function layersOf(encoder: Pick<Encoder, "parameters">): number[] {
  return parameterPlaces(encoder).map(({ length }) => length);
}

/** Scaling coefficients that are tried, in ascending order; Breadcrumbs leaves most of a vector out. */
export function scalingGrid({ kind }: Pick<MergeMethod, "kind">): number[] {
  const step = kind === "breadcrumbs" ? 0.1 : 0.05;
  return Array.from({ length: 20 }, (_, i) => (i + 1) * step);
}

/** Evaluates displacements from the base on one split of every task. */
export interface SuiteEvaluator {
  /** At θ_b + α · `combined`, one evaluation a task, in the suite's order. */
  evaluate(combined: Float64Array | Float32Array, alpha: number): Promise<readonly Evaluation[]>;
  /** The classes given there to the images of each task, in the same order. */
  predict(combined: Float64Array | Float32Array, alpha: number): Promise<readonly Labels[]>;
}

/** Which images are evaluated on, and by which labels. */
interface SuiteSplit {
  readonly settings: BaseSettings;
  readonly split: "validation" | "test";
  /** In the place of the images' own, task by task. */
  readonly labels?: readonly Labels[];
}

/** Opens the evaluation of a split of all tasks, and frees the device's memory afterwards. */
export async function evaluating<T>(
  measurement: Measurement,
  { settings, split, labels }: SuiteSplit,
  work: (evaluator: SuiteEvaluator) => Promise<T>,
): Promise<T> {
  const { lab, suite } = measurement;
  const base = await baseWeights(measurement, settings);
  const sets = [];
  for (const [t, { name: task }] of suite.tasks.entries()) {
    const set = (await taskInputs(measurement, { task, settings }))[split];
    sets.push({
      head: await taskHead(measurement, { task, settings }),
      set: labels ? { ...set, labels: labels[t]! } : set,
    });
  }
  const opened = openEvaluator(lab.engine, { encoder: modelOf(settings).encoder, sets });
  const at = (combined: Float64Array | Float32Array, alpha: number) =>
    base.map((weight, i) => weight + alpha * combined[i]!);
  try {
    return await work({
      evaluate: (combined, alpha) => opened.evaluate(at(combined, alpha)),
      predict: (combined, alpha) => opened.predict(at(combined, alpha)),
    });
  } finally {
    opened.dispose();
  }
}

/** A merge whose scaling is to be found. */
interface Tuning {
  readonly settings: BaseSettings;
  readonly combined: Float64Array;
  readonly method: MergeMethod;
  /** Coefficients that are tried; default those of P1.9 for the method. */
  readonly grid?: readonly number[];
  /** Labels of the validation images, task by task, in the place of their own. */
  readonly labels?: readonly Labels[];
}

/** α by mean validation accuracy, and whether it lies on the grid's edge. */
export function tunedScaling(
  measurement: Measurement,
  { settings, combined, method, labels, grid = scalingGrid(method) }: Tuning,
) {
  return evaluating(
    measurement,
    { settings, split: "validation", ...labels && { labels } },
    ({ evaluate }) =>
      tuneScaling({
        grid,
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
