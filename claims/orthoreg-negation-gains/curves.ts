import type { NegationCurve } from "../../src/measure/mod.ts";
import type { LabelledSet } from "../../src/train/mod.ts";
import { mean, type SuiteSplit } from "../_experiments/merging.ts";
import { accuracies, evaluatingTasks } from "../_orthoreg/evaluation.ts";
import { type Context, tasksOf, type Updates } from "../_orthoreg/updates.ts";
import { CONTROL_IMAGES } from "./settings.ts";

/** A task that is to be forgotten, and how much of its vector is subtracted. */
export interface Subtraction {
  readonly updates: Updates;
  /** The task's place among those that are trained. */
  readonly t: number;
  /** Coefficients α, in any order. */
  readonly grid: readonly number[];
  /** Where accuracy is measured: on all images of the task, and the first of the others'. */
  readonly split: "validation" | "test";
  /** Labels of the task's images, in the place of their own. */
  readonly labels?: LabelledSet["labels"];
}

/** Accuracies, in [0, 1], at θ_b − ατ_t: on task t and, in the mean, on the other trained tasks. */
export async function negationCurve(
  context: Context,
  { labels, split, ...subtraction }: Subtraction,
): Promise<NegationCurve> {
  const { updates: { settings }, t, grid } = subtraction;
  const tasks = tasksOf(context, settings);
  const target = await accuraciesAlong(context, subtraction, {
    ...{ split, tasks: [tasks[t]!] },
    ...labels && { labels: [labels] },
  });
  const control = await accuraciesAlong(context, subtraction, {
    ...{ split, tasks: tasks.filter((_, i) => i !== t), most: CONTROL_IMAGES },
  });
  return { grid, target: target.flat(), control: control.map(mean) };
}

/** Accuracies [A][tasks of the split], in [0, 1], at θ_b − ατ_t. */
function accuraciesAlong(
  context: Context,
  { updates: { settings, vectors }, t, grid }: Omit<Subtraction, "split">,
  split: Omit<SuiteSplit, "settings">,
): Promise<number[][]> {
  return evaluatingTasks(context, { settings, ...split }, async ({ evaluate }) => {
    const found = new Map<number, number[]>();
    for (const alpha of new Set(grid)) {
      found.set(alpha, accuracies(await evaluate(vectors[t]!, -alpha)));
    }
    return grid.map((alpha) => found.get(alpha)!);
  });
}
