import { fileURLToPath } from "node:url";
import { DataError } from "../../src/data/mod.ts";
import {
  canonicalJson,
  decodeSafetensors,
  encodeSafetensors,
  type Safetensors,
  sha256,
} from "../../src/lab/mod.ts";
import { encoderSize, parameterPlaces } from "../../src/model/mod.ts";
import { networkOf, type PretrainingRecipe } from "../../src/train/mod.ts";

/** Weights of a pretrained encoder, and what trained them. */
export interface BaseFile {
  /** `[P]`, flat as the encoder's parameters. */
  readonly theta: Float32Array;
  /** Label of the device. */
  readonly device: string;
  readonly deno: string;
  readonly tfjs: string;
}

/** SHA-256 of a recipe as canonical JSON, hexadecimal: it does not depend on the order of keys. */
export function recipeHash(recipe: PretrainingRecipe): string {
  return sha256(canonicalJson(recipe));
}

/** A safetensors file with a tensor for each of the encoder's parameters, in their order. */
export function encodeBase(
  { theta, device, deno, tfjs }: BaseFile,
  recipe: PretrainingRecipe,
): Uint8Array<ArrayBuffer> {
  const tensors = Object.fromEntries(
    parameterPlaces(networkOf(recipe).encoder).map(({ name, offset, length }) => [
      name,
      theta.slice(offset, offset + length),
    ]),
  );
  return encodeSafetensors({
    tensors,
    metadata: { recipe: recipeHash(recipe), device, deno, tfjs },
  });
}

/**
 * Reads what {@linkcode encodeBase} wrote for this recipe.
 *
 * @throws {DataError} When the file cannot be read, is torn, was trained by another recipe, or has not
 *   the recipe's tensors.
 */
export function decodeBase(file: URL | string, recipe: PretrainingRecipe): BaseFile {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  const { tensors, metadata } = read(path);
  const expected = recipeHash(recipe);
  if (metadata["recipe"] !== expected) {
    throw new DataError(path, {
      expected: `weights of the recipe ${short(expected)} (deno task pretrain --write makes them)`,
      found: `those of ${short(metadata["recipe"] ?? "none")}`,
    });
  }
  const { encoder } = networkOf(recipe);
  const theta = new Float32Array(encoderSize(encoder));
  for (const { name, offset, length } of parameterPlaces(encoder)) {
    const tensor = tensors[name];
    if (!(tensor instanceof Float32Array) || tensor.length !== length) {
      throw new DataError(path, {
        expected: `a tensor '${name}' of ${length} float32 numbers`,
        found: tensor ? `one of ${tensor.length}, ${tensor.constructor.name}` : "none",
      });
    }
    theta.set(tensor, offset);
  }
  const { device = "unknown", deno = "unknown", tfjs = "unknown" } = metadata;
  return { theta, device, deno, tfjs };
}

function read(path: string): Safetensors {
  const expected = "weights in the safetensors format";
  try {
    return decodeSafetensors(Deno.readFileSync(path));
  } catch (cause) {
    const found = cause instanceof Deno.errors.NotFound
      ? "nothing of that name"
      : `the error "${(cause as Error).message}"`;
    throw new DataError(path, { expected, found, cause });
  }
}

const short = (hash: string): string => hash.slice(0, 12);
