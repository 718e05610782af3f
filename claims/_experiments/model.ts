import type { Measurement } from "../../src/lab/mod.ts";
import { embed, type Head, prototypeHead } from "../../src/model/mod.ts";
import { evaluate } from "../../src/train/mod.ts";
import { frozenBase, frozenBaseDigest, variedBase } from "./base.ts";
import { taskInputs } from "./inputs.ts";
import { ENCODER, type ExperimentSettings, HEAD_SCALE } from "./settings.ts";

type Context = Pick<Measurement, "lab" | "suite" | "cell">;
type Base = Pick<ExperimentSettings, "base">;

/** What names the base in a recipe: a new fixture is another base. */
export function baseName({ base }: Base): string {
  return base === "frozen" ? `frozen ${frozenBaseDigest()}` : "varied";
}

/** θ_b [P]: the fixture's, or one pretrained for the cell's seed. */
export function baseWeights(context: Context, { base }: Base): Promise<Float32Array> {
  return base === "frozen" ? Promise.resolve(frozenBase()) : variedBase(context);
}

/** The frozen head of a task: the class means of its prototypes, as the base embeds them. */
export async function taskHead(
  context: Context,
  { task, settings }: { task: string; settings: Base },
): Promise<Head> {
  const { lab, cell: { seed } } = context;
  const { prototypes: { features, labels, count }, classes } = await taskInputs(context, task);
  const recipe = { kind: "head", task, seed, base: baseName(settings), arithmetic: "device" };
  const { prototypes } = await lab.remember(recipe, async () => {
    const theta = await baseWeights(context, settings);
    const embeddings = await embed(lab.engine, { encoder: ENCODER, theta, features, count });
    const head = prototypeHead({ embeddings, labels, classes, scale: HEAD_SCALE });
    return { prototypes: head.prototypes };
  });
  return { prototypes: prototypes!, classes, width: ENCODER.width, scale: HEAD_SCALE };
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
  { task, settings }: { task: string; settings: Base },
): Promise<ZeroShot> {
  const { lab, cell: { seed } } = context;
  const recipe = { kind: "zero-shot", task, seed, base: baseName(settings), arithmetic: "device" };
  const inputs = await taskInputs(context, task);
  const { accuracy } = await lab.remember(recipe, async () => {
    const head = await taskHead(context, { task, settings });
    const theta = await baseWeights(context, settings);
    const { accuracy } = await evaluate(lab.engine, {
      encoder: ENCODER,
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
