import type { Measurement } from "../../src/lab/mod.ts";
import { embed, type Head, prototypeHead } from "../../src/model/mod.ts";
import { evaluate } from "../../src/train/mod.ts";
import { baseName, baseWeights } from "./base.ts";
import { taskInputs } from "./inputs.ts";
import { modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

type Context = Pick<Measurement, "lab" | "suite" | "cell">;

/** The frozen head of a task: the class means of its prototypes, as the base embeds them. */
export async function taskHead(
  context: Context,
  { task, settings }: { task: string; settings: BaseSettings },
): Promise<Head> {
  const { lab, cell: { seed } } = context;
  const { encoder, recipe: { scale } } = modelOf(settings);
  const { prototypes: shown, classes } = await taskInputs(context, { task, settings });
  const { features, labels, count } = shown;
  const name = { kind: "head", task, seed, base: baseName(settings), arithmetic: "device" };
  const { prototypes } = await lab.remember(name, async () => {
    const theta = await baseWeights(context, settings);
    const embeddings = await embed(lab.engine, { encoder, theta, features, count });
    const head = prototypeHead({ embeddings, labels, classes, scale });
    return { prototypes: head.prototypes };
  });
  return { prototypes: prototypes!, classes, width: encoder.width, scale };
}

/** Accuracies of the base, before any fine-tuning. */
export interface ZeroShot {
  /** On the test set, in [0, 1]. */
  readonly accuracy: number;
  /** 1 / classes. */
  readonly chance: number;
}

/**
 * How well the base does on a task's test set with the task's head.
 *
 * @throws {RangeError} When that is surely no better than chance: labels, head and images do not
 * belong together then, and whatever is measured on them means nothing.
 */
export async function zeroShot(
  context: Context,
  { task, settings }: { task: string; settings: BaseSettings },
): Promise<ZeroShot> {
  const { lab, cell: { seed } } = context;
  const name = { kind: "zero-shot", task, seed, base: baseName(settings), arithmetic: "device" };
  const inputs = await taskInputs(context, { task, settings });
  const { accuracy } = await lab.remember(name, async () => {
    const head = await taskHead(context, { task, settings });
    const theta = await baseWeights(context, settings);
    const { accuracy } = await evaluate(lab.engine, {
      encoder: modelOf(settings).encoder,
      theta,
      head,
      set: inputs.test,
    });
    return { accuracy: Float64Array.of(accuracy) };
  });
  const chance = 1 / inputs.classes;
  if (accuracy![0]! <= chance) {
    throw new RangeError(
      `Cannot measure task '${task}': the base's zero-shot accuracy ${accuracy![0]} is not above ` +
        `chance, ${chance}; images, labels and head do not belong together`,
    );
  }
  return { accuracy: accuracy![0]!, chance };
}
