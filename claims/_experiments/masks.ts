import type { Measurement } from "../../src/lab/mod.ts";
import { merge, tallMask } from "../../src/merge/mod.ts";
import { evaluating, points } from "./merging.ts";
import type { BaseSettings } from "./settings.ts";

/** Values of λ_t that are tried, in ascending order: those of the authors of TALL masks. */
export const LAMBDAS = [0.2, 0.3, 0.4, 0.5, 0.6] as const;

/**
 * λ_t of each task's TALL mask, in the suite's order, by the authors' rule: the one at which the sum
 * of all vectors, masked, is best on the task's own validation set; of equal ones the smallest.
 */
export async function tunedLambdas(
  measurement: Measurement,
  { settings, taskVectors }: {
    settings: BaseSettings;
    taskVectors: readonly Float32Array[];
  },
): Promise<number[]> {
  const total = merge(taskVectors, { kind: "task-arithmetic" });
  const chosen: number[] = [];
  for (const [t, { name: task }] of measurement.suite.tasks.entries()) {
    const scores = await evaluating(
      measurement,
      { settings, split: "validation", tasks: [task] },
      async ({ evaluate }) => {
        const scores: number[] = [];
        for (const lambda of LAMBDAS) {
          const mask = tallMask(taskVectors[t]!, { total, lambda });
          scores.push(points(await evaluate(total.map((value, i) => value * mask[i]!), 1)));
        }
        return scores;
      },
    );
    chosen.push(LAMBDAS[scores.indexOf(Math.max(...scores))]!);
  }
  return chosen;
}
