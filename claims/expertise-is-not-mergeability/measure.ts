import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { merge } from "../../src/merge/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { evaluating, mean, points } from "../_experiments/merging.ts";
import { row, taskVector, trajectories } from "../_experiments/runs.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";

/** Mean test accuracies, in points, after one epoch and at convergence. */
interface Accuracies {
  readonly experts: readonly [number, number];
  readonly merges: readonly [number, number];
}

/** Measures what the experts, and what their merge, gain from one epoch to convergence. */
export const measure: Measure = async (measurement) => {
  const { record } = measurement;
  const { experts, merges } = await accuracies(measurement);
  record({ name: "expert-gain", unit: "points", value: experts[1] - experts[0] });
  record({ name: "merge-gain", unit: "points", value: merges[1] - merges[0] });
  record({ name: "experts", unit: "points", value: [...experts] });
  record({ name: "merges", unit: "points", value: [...merges] });
};

async function accuracies(measurement: Measurement): Promise<Accuracies> {
  const { cell } = measurement;
  switch (armOf(measurement)) {
    case "main":
      return await measured(measurement);
    case "single-task":
      // T = 1, hence α = 1: the merge is the expert.
      return await measured(withFirstTask(measurement));
    case "known-gains": {
      const noise = stream(cell.seed, "known-gains").uniform();
      return { experts: [80 + noise, 90 + noise], merges: [60, 64 - noise] };
    }
    default:
      throw new RangeError(`Cannot measure arm '${cell.arm}': this claim has no such arm`);
  }
}

async function measured(measurement: Measurement): Promise<Accuracies> {
  const settings = settingsOf(measurement);
  const { epochs } = settings;
  const tasks = measurement.suite.tasks.map(({ name }) => name);
  const runs = await trajectories(measurement, settings);
  const recorded = (epoch: number) =>
    100 * mean(runs.map((run) => row(run, "test-accuracy")[epoch]!));
  return await evaluating(measurement, { settings, split: "test" }, async ({ evaluate }) => {
    const merged = async (epoch: number) => {
      const vectors = runs.map((run) => taskVector(run, epoch));
      const combined = merge(vectors, { kind: "task-arithmetic" });
      return points(await evaluate(combined, 1 / tasks.length));
    };
    // An expert is looked at again with the head it began with: what its training recorded must
    // come out, or the head moved, or the vector is another's.
    const check = async (epoch: number) => {
      for (const [t, task] of tasks.entries()) {
        const again = (await evaluate(taskVector(runs[t]!, epoch), 1))[t]!.accuracy;
        const then = row(runs[t]!, "test-accuracy")[epoch]!;
        if (Math.abs(again - then) > TOLERATED) {
          throw new RangeError(
            `Cannot measure the expert of '${task}': after ${epoch} epochs its accuracy is ${again} ` +
              `with the frozen head, and ${then} in its training`,
          );
        }
      }
    };
    await check(1);
    await check(epochs);
    return {
      experts: [recorded(1), recorded(epochs)] as const,
      merges: [await merged(1), await merged(epochs)] as const,
    };
  });
}

/** Weights are formed again from base and displacement, so an image on the border may change sides. */
const TOLERATED = 0.005;

/** The suite with its first task only. */
function withFirstTask(measurement: Measurement): Measurement {
  const { suite } = measurement;
  return {
    ...measurement,
    suite: {
      ...suite,
      tasks: suite.tasks.slice(0, 1),
      splits: (task, options) => suite.splits(task, options),
    },
  };
}
