import type { Labels } from "../../src/data/mod.ts";
import { canonicalJson, type Measurement } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import {
  fineTune,
  type FineTuningRecipe,
  type LabelledSet,
  type Recording,
  type Regulariser,
  type Trajectory,
  type Tuning,
} from "../../src/train/mod.ts";
import { baseName, baseWeights } from "./base.ts";
import { taskHead, zeroShot } from "./head.ts";
import { firstOf, taskInputs } from "./inputs.ts";
import { modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

/** The training of one task. */
export interface TaskTraining {
  readonly task: string;
  readonly settings: BaseSettings;
  readonly recipe: FineTuningRecipe;
  /** What is trained; default all. */
  readonly tuning?: Tuning;
  /** What is added to the loss. */
  readonly regulariser?: Regulariser;
  readonly record: Recording;
  /** Only so many samples of the training set, the first, in whole mini-batches; default all. */
  readonly samples?: number;
  /** Names another order of the samples. */
  readonly order?: string;
  /** Where training starts, and what to call it in the recipe; default at the base. */
  readonly start?: { readonly name: string; readonly displacement: Float32Array };
  /** Whether the labels are permuted from the second epoch on. */
  readonly permuteLabels?: boolean;
}

/** The fine-tuning of one task by the cell's seed: trained once, whoever asks. */
export async function trainTask(
  measurement: Pick<Measurement, "lab" | "suite" | "cell">,
  training: TaskTraining,
): Promise<Trajectory> {
  const { lab, cell: { seed } } = measurement;
  const { task, settings, recipe, record, samples } = training;
  const { order = "order", start, permuteLabels = false, tuning, regulariser } = training;
  // Refuses labels that do not fit the head before anything is trained on them.
  await zeroShot(measurement, { task, settings });
  const name = {
    kind: "fine-tuning",
    arithmetic: "device",
    task,
    seed,
    base: baseName(settings),
    recipe: canonicalJson(recipe),
    tuning: canonicalJson(tuning ?? { kind: "all" }),
    regulariser: regulariser ? canonicalJson(regulariser) : "none",
    order,
    start: start?.name ?? "base",
    permuteLabels,
    samples: samples ?? "all",
    deltas: record.deltas,
    epochGradients: record.epochGradients ?? [],
    fullGradients: record.fullGradients ?? [],
    evaluate: record.evaluate ?? false,
  };
  return await lab.remember(name, async () => {
    const inputs = await taskInputs(measurement, { task, settings });
    const train = samples === undefined
      ? inputs.train
      : first(inputs.train, { samples, ...recipe });
    const permuted = shuffled(train.labels, seed, task);
    return await fineTune(lab.engine, {
      encoder: modelOf(settings).encoder,
      base: await baseWeights(measurement, settings),
      ...(start && { start: start.displacement }),
      head: await taskHead(measurement, { task, settings }),
      train,
      validation: inputs.validation,
      test: inputs.test,
      recipe,
      ...(tuning && { tuning }),
      ...(regulariser && { regulariser }),
      order: orderOf({ seed, task, order }),
      ...(permuteLabels && { labelsOf: (epoch: number) => epoch === 1 ? train.labels : permuted }),
      record,
    });
  });
}

/** Key of the order of a training's samples. */
export function orderOf(
  { seed, task, order = "order" }: { seed: number; task: string; order?: string },
): readonly (string | number)[] {
  return [seed, "fine-tuning", task, order];
}

/** Samples that fill whole mini-batches: all of them are then in every epoch. */
function first(
  set: LabelledSet,
  { samples, batchSize }: { samples: number; batchSize: FineTuningRecipe["batchSize"] },
): LabelledSet {
  const size = batchSize === "full" ? 1 : batchSize;
  return firstOf(set, Math.min(samples, Math.max(1, Math.floor(set.count / size)) * size));
}

function shuffled(labels: Labels, seed: number, task: string): Labels {
  return Uint16Array.from(stream(seed, "permuted-labels", task).shuffle([...labels]));
}
