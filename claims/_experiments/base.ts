import { canonicalJson, type Lab, type Measurement, sha256 } from "../../src/lab/mod.ts";
import { pretrain, type PretrainingProgress } from "../../src/train/mod.ts";
import { type BaseFile, decodeBase } from "./base_file.ts";
import { type Model, type ModelName, modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

const frozen = new Map<ModelName, Float32Array>();

/**
 * The weights of a model's frozen base, `[P]`, flat as the encoder's parameters; every caller gets
 * the same array.
 *
 * @throws {DataError} When the file is torn, or was trained by another recipe than is there.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encoderSize } from "../../src/model/mod.ts";
 * import { frozenBase } from "./base.ts";
 * import { MODELS } from "./model.ts";
 *
 * assertEquals(frozenBase(MODELS.mlp).length, encoderSize(MODELS.mlp.encoder));
 * ```
 */
export function frozenBase({ name, file, recipe }: Model): Float32Array {
  const theta = frozen.get(name) ?? decodeBase(file, recipe).theta;
  frozen.set(name, theta);
  return theta;
}

/** SHA-256 of the frozen base's weights, hexadecimal: it belongs into what names a run on it. */
export function frozenBaseDigest(model: Model): string {
  const { buffer, byteOffset, byteLength } = frozenBase(model);
  return sha256(new Uint8Array(buffer, byteOffset, byteLength));
}

/** What names the base in a recipe: a new fixture is another base. */
export function baseName(settings: BaseSettings): string {
  const model = modelOf(settings);
  return `${model.name} ` +
    (settings.base === "frozen" ? `frozen ${frozenBaseDigest(model)}` : "varied");
}

/** θ_b [P]: the fixture's, or one pretrained for the cell's seed. */
export function baseWeights(
  context: Pick<Measurement, "lab" | "cell">,
  settings: BaseSettings,
): Promise<Float32Array> {
  const model = modelOf(settings);
  return settings.base === "frozen"
    ? Promise.resolve(frozenBase(model))
    : variedBase(context, model);
}

/** Pretrains a model's frozen base anew, which takes from seconds to minutes. */
export async function makeBase(
  engine: Lab["engine"],
  { model: { recipe }, onEpoch }: {
    model: Pick<Model, "recipe">;
    onEpoch: (progress: PretrainingProgress) => void;
  },
): Promise<BaseFile & { readonly accuracy: number }> {
  const { base, accuracy } = await pretrain(engine, { recipe, onEpoch });
  const { label, versions: { deno = "unknown", tfjs = "unknown" } } = engine.device;
  return { theta: base, accuracy, device: label, deno, tfjs };
}

/** A base pretrained for the cell's seed, by the frozen one's recipe otherwise; `[P]`. */
export async function variedBase(
  { lab, cell: { seed } }: Pick<Measurement, "lab" | "cell">,
  { recipe }: Pick<Model, "recipe">,
): Promise<Float32Array> {
  const varied = { ...recipe, seed };
  const name = { kind: "pretraining", recipe: canonicalJson(varied), arithmetic: "device" };
  const { base } = await lab.remember(name, async () => {
    const { base } = await pretrain(lab.engine, { recipe: varied });
    return { base };
  });
  return base!;
}
