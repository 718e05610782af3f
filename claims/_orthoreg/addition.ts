import type { Labels } from "../../src/data/mod.ts";
import { linspace, normalisedAccuracy } from "../../src/measure/mod.ts";
import { merge, tuneScaling } from "../../src/merge/mod.ts";
import { mean } from "../_experiments/merging.ts";
import { accuracies, evaluatingTasks } from "./evaluation.ts";
import { type Context, measuredOf, tasksOf, type Updates } from "./updates.ts";

/** The scaling coefficients that P2 tries. */
export const GRID: readonly number[] = linspace({ from: 0, to: 1, count: 21 });
/** How far they go where the cap α ≤ 1 is lifted. */
export const BEYOND: readonly number[] = linspace({ from: 0, to: 3, count: 61 });

/** What a sum of task vectors reaches at the coefficient that is best on validation. */
export interface Addition {
  readonly alpha: number;
  /** 1 where α is the grid's largest, so that a larger one may do better; else 0. */
  readonly onEdge: number;
  /** Test accuracies [T], in [0, 1]. */
  readonly merged: readonly number[];
  /** Mean validation accuracy at α, in [0, 1]. */
  readonly validation: number;
  /** α on a grid up to 3, and the mean test accuracy there; those above unless α is on the edge. */
  readonly beyond: { readonly alpha: number; readonly merged: number };
}

/** Test and validation accuracies [T] of every task's own vector at α = 1. */
export interface Experts {
  readonly test: readonly number[];
  readonly validation: readonly number[];
}

/** How well each task's own update does on its own task. */
export async function expertsOf(context: Context, updates: Updates): Promise<Experts> {
  const found = await context.lab.remember(measuredOf(context, updates, "experts"), async () => {
    const of = (split: "validation" | "test") => expertAccuracies(context, { updates, split });
    return {
      test: Float64Array.from(await of("test")),
      validation: Float64Array.from(await of("validation")),
    };
  });
  return { test: [...found.test], validation: [...found.validation] };
}

async function expertAccuracies(
  context: Context,
  { updates, split }: { updates: Updates; split: "validation" | "test" },
): Promise<number[]> {
  const { settings, vectors } = updates;
  const found: number[] = [];
  for (const [t, task] of tasksOf(context, settings).entries()) {
    const [accuracy] = await evaluatingTasks(
      context,
      { settings, split, tasks: [task] },
      async ({ evaluate }) => accuracies(await evaluate(vectors[t]!, 1)),
    );
    found.push(accuracy!);
  }
  return found;
}

/** Adds the vectors up, at one α for all tasks: by mean normalised validation accuracy. */
export async function additionOf(context: Context, updates: Updates): Promise<Addition> {
  const experts = await expertsOf(context, updates);
  const { alpha, onEdge, merged, validation, beyond } = await context.lab.remember(
    measuredOf(context, updates, "addition"),
    async () => {
      const combined = merge(updates.vectors, { kind: "task-arithmetic" });
      const found = await scaledMerge(context, { updates, combined, experts, grid: GRID });
      const more = found.edge === "upper"
        ? await scaledMerge(context, { updates, combined, experts, grid: BEYOND })
        : found;
      return {
        alpha: Float64Array.of(found.alpha),
        onEdge: Float64Array.of(found.edge === "upper" ? 1 : 0),
        merged: Float64Array.from(found.merged),
        validation: Float64Array.of(found.validation),
        beyond: Float64Array.of(more.alpha, mean(more.merged)),
      };
    },
  );
  return {
    alpha: alpha[0]!,
    onEdge: onEdge[0]!,
    merged: [...merged],
    validation: validation[0]!,
    beyond: { alpha: beyond[0]!, merged: beyond[1]! },
  };
}

/** A merge of updates whose α is to be found. */
export interface Scaling {
  readonly updates: Updates;
  /** What the updates are merged to, [P]. */
  readonly combined: Float64Array;
  readonly experts: Experts;
  /** Coefficients that are tried, ascending. */
  readonly grid: readonly number[];
  /** Labels of the validation images, task by task, in the place of their own. */
  readonly labels?: readonly Labels[];
}

/** Finds α by mean normalised validation accuracy, and tests the merge there. */
export async function scaledMerge(
  context: Context,
  { updates: { settings }, combined, experts, grid, labels }: Scaling,
) {
  const validated = new Map<number, number[]>();
  const { alpha, edge } = await evaluatingTasks(
    context,
    { settings, split: "validation", ...labels && { labels } },
    ({ evaluate }) =>
      tuneScaling({
        grid,
        async score(alpha) {
          const found = accuracies(await evaluate(combined, alpha));
          validated.set(alpha, found);
          return normalisedAccuracy(found, { experts: experts.validation });
        },
      }),
  );
  const merged = await evaluatingTasks(
    context,
    { settings, split: "test" },
    async ({ evaluate }) => accuracies(await evaluate(combined, alpha)),
  );
  return { alpha, edge, merged, validation: mean(validated.get(alpha)!) };
}
