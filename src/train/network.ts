import { type Images, stemFeatures, tokenFeatures } from "../data/mod.ts";
import {
  type Encoder,
  initialise,
  initialiseVit,
  mlpEncoder,
  type VitConfig,
  vitEncoder,
} from "../model/mod.ts";
import type { RandomStream } from "../random/mod.ts";
import type { Architecture } from "../reference/mod.ts";

/** A feed-forward encoder with ReLU and biases on the stem's features; plain JSON data. */
export interface MlpRecipe {
  /** Units of the input, which is the stem, the hidden layers and the embedding. */
  readonly widths: readonly number[];
}

/** A vision transformer on tokens of pixels and cell features; plain JSON data. */
export interface VitRecipe {
  readonly vit: VitConfig;
}

/** Which encoder is pretrained, told by the one field that its kind has; plain JSON data. */
export type NetworkRecipe = MlpRecipe | VitRecipe;

/** An encoder with what a pretraining of it needs. */
export interface Network {
  readonly encoder: Encoder;
  /** Times that a sample goes through each weight: 1, or once for each token. */
  readonly passes: number;
  /** Random weights `[P]` to start from. */
  initialise(random: RandomStream): Float32Array;
  /** What it sees of images, `[count, inputs]`, row by row. */
  features(images: Pick<Images, "pixels" | "count">): Float32Array;
}

/**
 * The network that a recipe describes.
 *
 * @throws {RangeError} When there are fewer than two widths, or a size is not a positive integer.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { stream } from "../random/mod.ts";
 * import { networkOf } from "./mod.ts";
 *
 * const { encoder, initialise } = networkOf({ widths: [460, 8] });
 * assertEquals(encoder.name, "mlp 460-8");
 * assertEquals(initialise(stream("example")).length, 460 * 8 + 8);
 * ```
 */
export function networkOf(recipe: NetworkRecipe): Network {
  return "vit" in recipe ? vitOf(recipe.vit) : mlpOf(recipe.widths);
}

function vitOf(config: VitConfig): Network {
  return {
    encoder: vitEncoder(config),
    passes: config.tokens + (config.classToken ? 1 : 0),
    initialise: (random) => initialiseVit(config, random),
    features: tokenFeatures,
  };
}

function mlpOf(widths: readonly number[]): Network {
  const architecture: Architecture = {
    ...{ widths, activation: "relu", loss: "cross-entropy", bias: true },
  };
  return {
    encoder: mlpEncoder(architecture),
    passes: 1,
    initialise: (random) => initialise(architecture, random),
    features: stemFeatures,
  };
}
