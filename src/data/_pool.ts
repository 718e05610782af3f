/** Rows and columns of a pooled image. */
export const POOLED_SIDE = 14;

/**
 * Shrinks a square grey image to 14 × 14 by the means of its blocks, scaled from 0..255 to [0, 1].
 *
 * `image` is `[side, side]` with `side` a multiple of 14; the result is written to `into`, `[196]`.
 */
export function poolImage(image: Uint8Array, into: Float32Array): void {
  const side = Math.sqrt(image.length);
  const block = side / POOLED_SIDE;
  for (let row = 0; row < POOLED_SIDE; row++) {
    for (let column = 0; column < POOLED_SIDE; column++) {
      let sum = 0;
      for (let y = row * block; y < (row + 1) * block; y++) {
        for (let x = column * block; x < (column + 1) * block; x++) sum += image[y * side + x]!;
      }
      into[row * POOLED_SIDE + column] = sum / (255 * block * block);
    }
  }
}
