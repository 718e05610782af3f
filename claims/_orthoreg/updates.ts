import type { Measurement } from "../../src/lab/mod.ts";
import { taskVector } from "../_experiments/runs.ts";
import { modelOf } from "../_experiments/model.ts";
import { trainTask } from "../_experiments/training.ts";
import { regulariserOf, tuningOf, updateRecipe, type UpdateSettings } from "./settings.ts";

/** What the tasks' trainings moved the base by. */
export interface Updates {
  readonly settings: UpdateSettings;
  /** λ; 0 without a penalty, or with one that weighs nothing. */
  readonly strength: number;
  /** τ_t [P] in the suite's order. */
  readonly vectors: readonly (Float32Array | Float64Array)[];
  /** Names what the vectors are made of, so that what is measured of them can be remembered. */
  readonly name: string;
}

/** The context of a measurement at one seed, which may be another than the cell's. */
export type Context = Pick<Measurement, "lab" | "suite" | "cell">;

/** The names of the tasks that are trained, in the suite's order. */
export function tasksOf(
  { suite }: Pick<Context, "suite">,
  { tasks }: Pick<UpdateSettings, "tasks">,
) {
  return suite.tasks.slice(0, tasks).map(({ name }) => name);
}

/** Trains every task at one strength of the settings' penalty. */
export async function updatesAt(
  context: Context,
  { settings, strength, learningRate }: {
    settings: UpdateSettings;
    strength: number;
    /** In place of the method's own. */
    learningRate?: number;
  },
): Promise<Updates> {
  const { encoder } = modelOf(settings);
  const { method, penalty, samples, epochs } = settings;
  const regulariser = regulariserOf(penalty, strength);
  const vectors = [];
  for (const task of tasksOf(context, settings)) {
    const run = await trainTask(context, {
      ...{ task, settings, samples },
      recipe: updateRecipe(settings, learningRate === undefined ? {} : { learningRate }),
      tuning: tuningOf(method, encoder),
      ...regulariser && { regulariser },
      record: { deltas: [epochs] },
    });
    vectors.push(taskVector(run, epochs));
  }
  const name = [method, penalty, strength, settings.tasks, samples, epochs, settings.base].join(
    " ",
  );
  return { settings, strength, vectors, name };
}
