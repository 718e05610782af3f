import type { NegationCurve } from "../../src/measure/mod.ts";
import type { LabelledSet } from "../../src/train/mod.ts";
import { mean, type SuiteSplit } from "../_experiments/merging.ts";
import { accuracies, evaluatingTasks } from "../_orthoreg/evaluation.ts";
import { type Context, tasksOf, type Updates } from "../_orthoreg/updates.ts";
import { CONTROL_IMAGES } from "./settings.ts";

/** The updates, and the place among the trained tasks of the one that is to be forgotten. */
export interface Forgetting {
  readonly updates: Updates;
  readonly t: number;
}

/** A task that is to be forgotten, and how much of its vector is subtracted: α. */
type Subtraction = Forgetting & { readonly grid: readonly number[] };

/** Validation accuracies, in [0, 1], at θ_b − ατ_t: on task t and, in the mean, on the others. */
export async function negationCurve(
  context: Context,
  { labels, ...subtraction }: Subtraction & {
    /** Of task t's validation images, in the place of their own. */
    readonly labels?: LabelledSet["labels"];
  },
): Promise<NegationCurve> {
  const { updates: { settings }, t, grid } = subtraction;
  const target = await accuraciesAlong(context, subtraction, {
    ...{ split: "validation", tasks: [tasksOf(context, settings)[t]!] },
    ...labels && { labels: [labels] },
  });
  return { grid, target: target.flat(), control: await controlCurve(context, subtraction) };
}

/** Validation accuracies [A], in [0, 1], at θ_b − ατ_t: the mean over the trained tasks but t. */
export async function controlCurve(context: Context, subtraction: Subtraction): Promise<number[]> {
  const { updates: { settings }, t } = subtraction;
  const tasks = tasksOf(context, settings).filter((_, i) => i !== t);
  const others = await accuraciesAlong(context, subtraction, {
    ...{ split: "validation", tasks, most: CONTROL_IMAGES },
  });
  return others.map(mean);
}

/** Test accuracies, in points, at θ_b − ατ_t: on task t and, in the mean, on the others. */
export async function testedNegation(
  context: Context,
  { updates, t, alpha }: Forgetting & { readonly alpha: number },
): Promise<{ target: number; control: number }> {
  const subtraction = { updates, t, grid: [alpha] };
  const found = (await accuraciesAlong(context, subtraction, { split: "test" }))[0]!;
  return { target: 100 * found[t]!, control: 100 * mean(found.filter((_, i) => i !== t)) };
}

/** Accuracies [A][tasks of the split], in [0, 1], at θ_b − ατ_t. */
function accuraciesAlong(
  context: Context,
  { updates: { settings, vectors }, t, grid }: Subtraction,
  split: Omit<SuiteSplit, "settings">,
): Promise<number[][]> {
  return evaluatingTasks(context, { settings, ...split }, async ({ evaluate }) => {
    const found: number[][] = [];
    for (const alpha of grid) found.push(accuracies(await evaluate(vectors[t]!, -alpha)));
    return found;
  });
}
