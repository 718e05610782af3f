import { evaluating, type SuiteEvaluator, type SuiteSplit } from "../_experiments/merging.ts";
import type { Evaluation } from "../../src/train/mod.ts";
import type { UpdateSettings } from "./settings.ts";
import { type Context, tasksOf } from "./updates.ts";

/**
 * Opens the evaluation of a split of the trained tasks, by the network that their method trains: TTA's
 * is linear in the weights, also when its vectors are merged.
 */
export function evaluatingTasks<T>(
  context: Context,
  { settings, ...split }: Omit<SuiteSplit, "settings"> & { readonly settings: UpdateSettings },
  work: (evaluator: SuiteEvaluator) => Promise<T>,
): Promise<T> {
  const linearised = settings.method === "tta";
  return evaluating(
    context,
    { settings, tasks: tasksOf(context, settings), linearised, ...split },
    work,
  );
}

/** Accuracies in [0, 1], task by task. */
export function accuracies(evaluations: readonly Evaluation[]): number[] {
  return evaluations.map(({ accuracy }) => accuracy);
}
