import recipe from "../../fixtures/base/recipe.json" with { type: "json" };
import { canonicalJson, type Lab, type Measurement, sha256 } from "../../src/lab/mod.ts";
import { pretrain, type PretrainingProgress, type PretrainingRecipe } from "../../src/train/mod.ts";
import { type BaseFile, decodeBase } from "./base_file.ts";

/** How the frozen base was pretrained. */
export const BASE_RECIPE = recipe as PretrainingRecipe;

/** Where its weights lie. */
export const BASE_FILE = new URL("../../fixtures/base/mlp.safetensors", import.meta.url);

let frozen: Float32Array | undefined;

/**
 * The frozen base's weights, `[P]`, flat as the encoder's parameters; every caller gets the same array.
 *
 * @throws {DataError} When the file is torn, or was trained by another recipe than is there.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encoderSize } from "../../src/model/mod.ts";
 * import { frozenBase } from "./base.ts";
 * import { ENCODER } from "./settings.ts";
 *
 * assertEquals(frozenBase().length, encoderSize(ENCODER));
 * ```
 */
export function frozenBase(): Float32Array {
  frozen ??= decodeBase(BASE_FILE, BASE_RECIPE).theta;
  return frozen;
}

/** SHA-256 of the frozen base's weights, hexadecimal: it belongs into what names a run on it. */
export function frozenBaseDigest(): string {
  const { buffer, byteOffset, byteLength } = frozenBase();
  return sha256(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Pretrains the frozen base anew, which takes from seconds to minutes. */
export async function makeBase(
  engine: Lab["engine"],
  onEpoch: (progress: PretrainingProgress) => void,
): Promise<BaseFile & { readonly accuracy: number }> {
  const { base, accuracy } = await pretrain(engine, { recipe: BASE_RECIPE, onEpoch });
  const { label, versions: { deno = "unknown", tfjs = "unknown" } } = engine.device;
  return { theta: base, accuracy, device: label, deno, tfjs };
}

/** A base pretrained for the cell's seed, by the frozen one's recipe otherwise; `[P]`. */
export async function variedBase(
  { lab, cell: { seed } }: Pick<Measurement, "lab" | "cell">,
): Promise<Float32Array> {
  const varied = { ...BASE_RECIPE, seed };
  const name = { kind: "pretraining", recipe: canonicalJson(varied), arithmetic: "device" };
  const { base } = await lab.remember(name, async () => {
    const { base } = await pretrain(lab.engine, { recipe: varied });
    return { base };
  });
  return base!;
}
