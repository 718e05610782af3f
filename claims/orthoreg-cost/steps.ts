import type { Lab } from "../../src/lab/mod.ts";
import type { Encoder } from "../../src/model/mod.ts";
import {
  fineTune,
  type FineTuning,
  openRegulariser,
  type Regulariser,
} from "../../src/train/mod.ts";
import { regulariserOf, tuningOf, updateRecipe } from "../_orthoreg/settings.ts";
import { STRENGTH, type Variant } from "./settings.ts";

/** What every arm is trained on; an epoch of its samples are the steps. */
export type Material = Pick<
  FineTuning,
  "encoder" | "base" | "head" | "train" | "validation" | "test"
>;

/** The steps of a fine-tuning. */
export interface Steps {
  readonly material: Material;
  readonly variant: Variant;
  readonly batchSize: number;
}

/**
 * Takes the steps of an epoch, and waits until the device has done them.
 *
 * @throws {RangeError} When the training did not do what its arm is there for.
 */
export async function takeSteps(
  engine: Lab["engine"],
  { material, variant, batchSize }: Steps,
): Promise<void> {
  const { method, penalty, evaluations = 1 } = variant;
  const { count } = material.train;
  const steps = Math.floor(count / batchSize);
  const regulariser = regulariserOf(penalty, STRENGTH);
  const { encoder, derivatives } = counting(material.encoder);
  const run = await fineTune(engine, {
    ...material,
    encoder,
    tuning: tuningOf(method, encoder),
    ...regulariser && { regulariser },
    recipe: updateRecipe({ method, samples: count, epochs: 1, batchSize }),
    order: ["cost"],
    record: { deltas: [] },
  });
  if (regulariser && evaluations > 1) {
    await penalise(engine, { encoder, regulariser, times: (evaluations - 1) * steps });
  }
  requireDone("derivatives along the tangent", {
    found: derivatives(),
    wanted: method === "tta" ? steps : 0,
  });
  requireDone("epochs with a penalty", {
    found: run["penalty"]?.length ?? 0,
    wanted: regulariser ? 1 : 0,
  });
}

/** The encoder, and how often its derivative along tangents was asked for. */
function counting(encoder: Encoder): { encoder: Encoder; derivatives(): number } {
  const { tangent } = encoder;
  let derivatives = 0;
  return {
    encoder: {
      ...encoder,
      ...tangent && {
        tangent: (inputs, at) => {
          derivatives++;
          return tangent(inputs, at);
        },
      },
    },
    derivatives: () => derivatives,
  };
}

/** Evaluates the gradient of a penalty as often as it says; the values have no part in the time. */
async function penalise(
  engine: Lab["engine"],
  { encoder, regulariser, times }: { encoder: Encoder; regulariser: Regulariser; times: number },
): Promise<void> {
  const { tf } = engine;
  const { parameters } = encoder;
  const open = openRegulariser(engine, { parameters, regulariser });
  const displacement = parameters.map(({ shape }) => tf.ones([...shape]));
  let gradient = parameters.map(({ shape }) => tf.zeros([...shape]));
  for (let i = 0; i < times; i++) gradient = open.add(gradient, displacement);
  for (const tensor of gradient) await engine.read(tensor);
  tf.dispose([...gradient, ...displacement]);
  open.dispose();
}

/** A cost says nothing about work that was not done. */
function requireDone(what: string, { found, wanted }: { found: number; wanted: number }): void {
  if (found === wanted) return;
  throw new RangeError(`Cannot count the cost of these steps: ${found} ${what}, not ${wanted}`);
}
