/** Numbers between −1 and 1 that look random, the same in every run: sines of squares. */
export function spread(count: number, seed = 1): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin(seed + (i + seed) ** 2));
}
