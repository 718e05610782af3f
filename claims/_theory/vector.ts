/** Named vectors [P], as a run of the theory claims holds them. */
export type Vectors = Readonly<Record<string, Float64Array>>;

/** Σ factor_i · vector_i, a new vector [P]. */
export function combine(
  ...terms: readonly (readonly [factor: number, vector: Float64Array])[]
): Float64Array<ArrayBuffer> {
  const result = new Float64Array(terms[0]![1].length);
  for (const [factor, vector] of terms) {
    for (let i = 0; i < result.length; i++) result[i]! += factor * vector[i]!;
  }
  return result;
}

/** Σ vector_i. */
export const sum = (vectors: readonly Float64Array[]): Float64Array<ArrayBuffer> =>
  combine(...vectors.map((vector) => [1, vector] as const));

/** ‖vector‖₂. */
export function norm(vector: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! ** 2;
  return Math.sqrt(squares);
}

/**
 * max_i |vector_i| / scale_i; NaN if any is.
 *
 * @throws {RangeError} If there is nothing to compare, for the largest of nothing would pass.
 */
export function largestRatio(vector: Float64Array, scale: Float64Array): number {
  if (vector.length === 0 || vector.length !== scale.length) {
    throw new RangeError(`Cannot compare ${vector.length} entries with ${scale.length} scales`);
  }
  let worst = 0;
  // Unlike a comparison, Math.max lets no NaN go by.
  for (let i = 0; i < vector.length; i++) worst = Math.max(worst, Math.abs(vector[i]!) / scale[i]!);
  return worst;
}
