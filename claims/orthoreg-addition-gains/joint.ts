import type { Measurement } from "../../src/lab/mod.ts";
import { iterate } from "../../src/merge/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { modelOf } from "../_experiments/model.ts";
import { taskVector } from "../_experiments/runs.ts";
import { trainTask } from "../_experiments/training.ts";
import { updateRecipe, type UpdateSettings } from "../_orthoreg/settings.ts";
import { tasksOf, trainingName, type Updates } from "../_orthoreg/updates.ts";
import { JOINT_ROUNDS } from "./settings.ts";

/**
 * The joint solution in the place of every task's update: rounds of one epoch of every task from where
 * the rounds before have led, each moved by the mean. Added up at α = 1/T they are that solution.
 */
export async function jointUpdates(
  measurement: Measurement,
  settings: UpdateSettings,
): Promise<Updates> {
  const { samples } = settings;
  const tasks = tasksOf(measurement, settings);
  const recipe = {
    ...updateRecipe({ ...settings, epochs: 1 }),
    schedule: { kind: "constant", warmupSteps: 0 },
  } as const;
  const name = `joint solution of ${trainingName(settings, { strength: 0 })}`;
  const iterates = await iterate({
    rounds: JOINT_ROUNDS,
    length: encoderSize(modelOf(settings).encoder),
    alpha: 1 / tasks.length,
    method: { kind: "task-arithmetic" },
    async train(from, round) {
      const displacement = Float32Array.from(from);
      const vectors: Float64Array[] = [];
      for (const task of tasks) {
        const run = await trainTask(measurement, {
          ...{ task, settings, samples, recipe },
          order: `round ${round}`,
          start: { name: `${name} before round ${round}`, displacement },
          record: { deltas: [1] },
        });
        vectors.push(Float64Array.from(taskVector(run, 1), (x, i) => x - displacement[i]!));
      }
      return vectors;
    },
  });
  const solution = iterates.at(-1)!;
  return {
    ...{ settings, strength: 0 },
    vectors: tasks.map(() => solution),
    name: `${name} after ${JOINT_ROUNDS} rounds`,
  };
}
