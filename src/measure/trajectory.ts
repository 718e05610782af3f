import { cosine, norm, type Vector } from "./vector.ts";

/**
 * How far each epoch moved, ‖δ^(e) − δ^(e−1)‖ [E], from the displacements δ^(1), …, δ^(E) [P] from
 * the base, δ^(0) = 0.
 *
 * @throws {RangeError} for displacements of different lengths and entries that are not finite
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { displacementNorms } from "./mod.ts";
 *
 * assertEquals(displacementNorms([Float32Array.of(3, 4), Float32Array.of(3, 2)]), [5, 2]);
 * ```
 */
export function displacementNorms(displacements: readonly Vector[]): number[] {
  return displacements.map((displacement, e) =>
    e === 0 ? norm(displacement) : norm(difference(displacement, displacements[e - 1]!))
  );
}

function difference(a: Vector, b: Vector): Float64Array {
  if (a.length !== b.length) {
    throw new RangeError(
      `Cannot measure a trajectory: its points have ${b.length} and ${a.length} coordinates.`,
    );
  }
  const result = new Float64Array(a.length);
  for (let i = 0; i < result.length; i++) result[i] = a[i]! - b[i]!;
  return result;
}

/**
 * The cosine of each vector [P] with one direction [P].
 *
 * @throws {RangeError} as {@linkcode cosine}
 *
 * @example Task vectors after one and two epochs against the descent direction −∇L at the base.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cosinesWith } from "./mod.ts";
 *
 * const descent = Float32Array.of(-2, 0).map((g) => -g);
 * assertEquals(cosinesWith(descent, [Float32Array.of(1, 0), Float32Array.of(3, 4)]), [1, .6]);
 * ```
 */
export function cosinesWith(direction: Vector, vectors: readonly Vector[]): number[] {
  return vectors.map((vector) => cosine(direction, vector));
}

/**
 * The cosine of every later vector [P] with the first: of n vectors, n − 1 cosines.
 *
 * @throws {RangeError} as {@linkcode cosine}, and for fewer than two vectors
 */
export function cosinesWithFirst(vectors: readonly Vector[]): number[] {
  const [first, ...later] = vectors;
  if (first === undefined || later.length === 0) {
    throw new RangeError(
      `Cannot compare later vectors with the first: of ${vectors.length} there are none.`,
    );
  }
  return cosinesWith(first, later);
}

/**
 * The smallest cosine between the first vector [P] and a later one.
 *
 * @throws {RangeError} as {@linkcode cosinesWithFirst}
 *
 * @example Gradients of epochs 1, 2 and 3.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { smallestLaterCosine } from "./mod.ts";
 *
 * const gradients = [[5, 0], [3, 4], [4, 3]].map((row) => Float32Array.from(row));
 * assertEquals(smallestLaterCosine(gradients), .6);
 * ```
 */
export function smallestLaterCosine(vectors: readonly Vector[]): number {
  return Math.min(...cosinesWithFirst(vectors));
}
