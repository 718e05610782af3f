import type { Labels } from "../../src/data/mod.ts";
import type { Measurement } from "../../src/lab/mod.ts";
import { type MergeMethod, tuneScaling, type WeightMatrix } from "../../src/merge/mod.ts";
import { type Encoder, parameterPlaces } from "../../src/model/mod.ts";
import { type Evaluation, openEvaluator } from "../../src/train/mod.ts";
import { firstOf, taskInputs } from "./inputs.ts";
import { baseWeights } from "./base.ts";
import { taskHead } from "./head.ts";
import { modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

/** The methods of P1.9. */
export const METHODS = ["task-arithmetic", "ties", "breadcrumbs", "dare"] as const;
/** Methods that the papers do not speak of, which serve as readings. */
export const FURTHER_METHODS = ["tsv", "iso-c", "consensus"] as const;
/** A method that task vectors are merged by. */
export type MethodName = (typeof METHODS)[number] | (typeof FURTHER_METHODS)[number];

/** A method with the settings of the papers that proposed it; those of `consensus` are tuned. */
export function methodOf(
  name: Exclude<MethodName, "consensus">,
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
    case "tsv":
    case "iso-c":
      return { kind: name, layers: matricesOf(encoder) } as const;
  }
}

/** Coordinates of each parameter of an encoder, in the order of the flat vector. */
function layersOf(encoder: Pick<Encoder, "parameters">): number[] {
  return parameterPlaces(encoder).map(({ length }) => length);
}

/** The parameters of an encoder that are matrices, where they lie in the flat vector. */
export function matricesOf(encoder: Pick<Encoder, "parameters">): WeightMatrix[] {
  return parameterPlaces(encoder).flatMap(({ offset, shape: [rows, columns, ...more] }) =>
    rows === undefined || columns === undefined || more.length > 0
      ? []
      : [{ offset, rows, columns }]
  );
}

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
  /** The classes given there to the images of each task, in the same order. */
  predict(combined: Float64Array | Float32Array, alpha: number): Promise<readonly Labels[]>;
}

/** Which images are evaluated on, and by which labels. */
export interface SuiteSplit {
  readonly settings: BaseSettings;
  readonly split: "validation" | "test";
  /** Default all of the suite's. */
  readonly tasks?: readonly string[];
  /** Only so many images of each task, the first; default all. */
  readonly most?: number;
  /** In the place of the images' own, task by task. */
  readonly labels?: readonly Labels[];
  /** Whether the network is taken as linear in the weights about the base. */
  readonly linearised?: boolean;
}

/** Opens the evaluation of a split of all tasks, or some, and frees the device's memory afterwards. */
export async function evaluating<T>(
  measurement: Pick<Measurement, "lab" | "suite" | "cell">,
  {
    settings,
    split,
    tasks = measurement.suite.tasks.map(({ name }) => name),
    most = Infinity,
    labels,
    linearised,
  }: SuiteSplit,
  work: (evaluator: SuiteEvaluator) => Promise<T>,
): Promise<T> {
  const { lab } = measurement;
  const base = await baseWeights(measurement, settings);
  const sets = [];
  for (const [t, task] of tasks.entries()) {
    const set = firstOf((await taskInputs(measurement, { task, settings }))[split], most);
    sets.push({
      head: await taskHead(measurement, { task, settings }),
      set: labels ? { ...set, labels: labels[t]! } : set,
    });
  }
  const opened = openEvaluator(lab.engine, {
    ...{ encoder: modelOf(settings).encoder, sets },
    ...linearised && { linearisedAt: base },
  });
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
