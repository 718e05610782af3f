import type { Measurement } from "../../src/lab/mod.ts";
import type { Trajectory, Tuning } from "../../src/train/mod.ts";
import { taskVector } from "../_experiments/runs.ts";
import { modelOf } from "../_experiments/model.ts";
import { trainTask } from "../_experiments/training.ts";
import {
  LEARNING_RATES,
  regulariserOf,
  tuningOf,
  updateRecipe,
  type UpdateSettings,
} from "./settings.ts";

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

/** Trains one task at one strength of the settings' penalty; `evaluate` as a recording has it. */
export function trainUpdate(
  context: Context,
  { task, settings, strength, learningRate, evaluate }: {
    task: string;
    settings: UpdateSettings;
    strength: number;
    learningRate?: number;
    evaluate?: boolean;
  },
): Promise<Trajectory> {
  const { penalty, samples, epochs } = settings;
  const regulariser = regulariserOf(penalty, strength);
  return trainTask(context, {
    ...{ task, settings, samples },
    recipe: updateRecipe(settings, learningRate === undefined ? {} : { learningRate }),
    tuning: tuningWith(settings),
    ...regulariser && { regulariser },
    record: { deltas: [epochs], ...evaluate && { evaluate } },
  });
}

/** Trains every task at one strength of the settings' penalty. */
export async function updatesAt(
  context: Context,
  { settings, ...how }: {
    settings: UpdateSettings;
    strength: number;
    /** In place of the method's own. */
    learningRate?: number;
  },
): Promise<Updates> {
  const vectors = [];
  for (const task of tasksOf(context, settings)) {
    const run = await trainUpdate(context, { task, settings, ...how });
    vectors.push(taskVector(run, settings.epochs));
  }
  return { settings, strength: how.strength, vectors, name: trainingName(settings, how) };
}

/** Everything that tells one training of the tasks from another, at one seed. */
export function trainingName(
  settings: UpdateSettings,
  { strength, learningRate = LEARNING_RATES[settings.method] }: {
    strength: number;
    learningRate?: number;
  },
): string {
  const { model, base, method, loraAlpha = "", penalty, tasks, samples, epochs, batchSize } =
    settings;
  return [
    ...[model, base, method, loraAlpha, penalty, strength],
    ...[tasks, samples, epochs, batchSize, learningRate],
  ].join(" ");
}

/** What names in the lab what is measured of updates at the context's seed. */
export function measuredOf({ cell: { seed } }: Context, { name }: Updates, kind: string) {
  return { kind: `${kind} of updates`, updates: name, seed, arithmetic: "device" } as const;
}

/** What the settings train, LoRA's product scaled as they say. */
function tuningWith(settings: UpdateSettings): Tuning {
  const { method, loraAlpha: alpha } = settings;
  const tuning = tuningOf(method, modelOf(settings).encoder);
  return tuning.kind === "low-rank" && alpha !== undefined ? { ...tuning, alpha } : tuning;
}
