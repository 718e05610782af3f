import type { Measurement } from "../../src/lab/mod.ts";
import { merge, type MergeMethod, tallMask } from "../../src/merge/mod.ts";
import { evaluating, type MethodName, methodOf, points } from "./merging.ts";
import { modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

/** Values of λ_t that are tried, in ascending order: those of the authors of TALL masks. */
export const LAMBDAS = [0.2, 0.3, 0.4, 0.5, 0.6] as const;

type Context = Pick<Measurement, "lab" | "suite" | "cell">;

/** Vectors [P] of the suite's tasks, or of the first of them. */
type TaskVectors = readonly (Float32Array | Float64Array)[];

/** A method for some task vectors, with what it leaves to validation chosen there. */
export async function tunedMethod(
  measurement: Context,
  { name, settings, taskVectors }: {
    name: MethodName;
    settings: BaseSettings;
    taskVectors: TaskVectors;
  },
): Promise<MergeMethod> {
  if (name === "consensus") {
    const lambda = await tunedLambdas(measurement, { settings, taskVectors });
    return { kind: "consensus", lambda, atLeast: 2 };
  }
  const { cell: { seed } } = measurement;
  const tasks = tasksOf(measurement, taskVectors);
  return methodOf(name, { seed, tasks, encoder: modelOf(settings).encoder });
}

function tasksOf({ suite }: Context, { length }: TaskVectors): string[] {
  return suite.tasks.slice(0, length).map(({ name }) => name);
}

/**
 * λ_t of each task's TALL mask, in the suite's order, by the authors' rule: the one at which the sum
 * of all vectors, masked, is best on the task's own validation set; of equal ones the smallest.
 */
export async function tunedLambdas(
  measurement: Context,
  { settings, taskVectors }: {
    settings: BaseSettings;
    taskVectors: TaskVectors;
  },
): Promise<number[]> {
  const total = merge(taskVectors, { kind: "task-arithmetic" });
  const chosen: number[] = [];
  for (const [t, task] of tasksOf(measurement, taskVectors).entries()) {
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
