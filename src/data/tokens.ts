import { CELL_FEATURES, DEVIATION, MEAN, STEM_WIDTH, stemFeatures } from "./stem.ts";
import { CHANNELS, IMAGE_SIDE, type Images } from "./task_suite.ts";

const { grid, start, each } = CELL_FEATURES;
const SIDE = IMAGE_SIDE / grid;
const PIXELS = CHANNELS * SIDE ** 2;

/** Tokens of an image: a grid of 4 × 4 patches. */
export const TOKENS = grid ** 2;

/** Numbers of a token: 48 of pixels, 16 of the stem's cell. */
export const TOKEN_WIDTH = PIXELS + each;

/**
 * What a vision transformer sees of each image, `[count, 16 · 64]`: a token for each patch of 4 × 4
 * pixels, row by row. A token is its pixels `[3, 4, 4]`, over 255, less .4, over .26; then the 16
 * features of its cell in {@linkcode stemFeatures}.
 *
 * All is computed in float64 and rounded once.
 *
 * @throws {RangeError} If the pixels are not `count` images.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { TOKEN_WIDTH, tokenFeatures, TOKENS } from "./tokens.ts";
 *
 * const features = tokenFeatures({ pixels: new Uint8Array(2 * 16 * 16 * 3), count: 2 });
 * assertEquals(features.length, 2 * TOKENS * TOKEN_WIDTH);
 * assertAlmostEquals(features[0]!, -.4 / .26, 1e-6);
 * ```
 */
export function tokenFeatures({ pixels, count }: Pick<Images, "pixels" | "count">): Float32Array {
  const stem = stemFeatures({ pixels, count });
  const size = IMAGE_SIDE ** 2 * CHANNELS;
  const features = new Float32Array(count * TOKENS * TOKEN_WIDTH);
  for (let token = 0; token < count * TOKENS; token++) {
    const image = Math.floor(token / TOKENS), cell = token % TOKENS;
    const into = features.subarray(token * TOKEN_WIDTH, (token + 1) * TOKEN_WIDTH);
    writePatch(pixels.subarray(image * size, (image + 1) * size), { cell, into });
    const from = image * STEM_WIDTH + start + cell * each;
    into.set(stem.subarray(from, from + each), PIXELS);
  }
  return features;
}

/** Pixels of one patch, plane by plane. */
function writePatch(
  image: Uint8Array,
  { cell, into }: { readonly cell: number; readonly into: Float32Array },
): void {
  const top = Math.floor(cell / grid) * SIDE, left = cell % grid * SIDE;
  for (let c = 0, k = 0; c < CHANNELS; c++) {
    for (let y = top; y < top + SIDE; y++) {
      for (let x = left; x < left + SIDE; x++, k++) {
        into[k] = (image[(y * IMAGE_SIDE + x) * CHANNELS + c]! / 255 - MEAN) / DEVIATION;
      }
    }
  }
}
