import { mean } from "../stats/mod.ts";
import { cosine, norm, type Vector } from "./vector.ts";

/**
 * The coordinates that reach the output: those in which any of the gradients [P] is not 0, rising.
 *
 * What does not reach it (the weights of units that are never active) moves by weight decay alone,
 * alike for every task, and would make task vectors look aligned.
 *
 * @throws {RangeError} without gradients, for gradients of different lengths, with an entry that is
 * not finite, or all of them 0
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { reachingCoordinates } from "./mod.ts";
 *
 * const gradients = [Float32Array.of(0, .1, 0, 0), Float32Array.of(0, 0, 0, -.2)];
 * assertEquals([...reachingCoordinates(gradients)], [1, 3]);
 * ```
 */
export function reachingCoordinates(gradients: readonly Vector[]): Uint32Array {
  const [first] = gradients;
  if (first === undefined) {
    throw new RangeError("Cannot tell what reaches the output: no gradient.");
  }
  const reaching: number[] = [];
  for (const gradient of gradients) requireLength(gradient, first.length);
  for (let i = 0; i < first.length; i++) {
    if (gradients.some((gradient) => gradient[i] !== 0)) reaching.push(i);
  }
  if (reaching.length === 0) {
    throw new RangeError("Cannot tell what reaches the output: every gradient is 0.");
  }
  return Uint32Array.from(reaching);
}

function requireLength(vector: Vector, length: number): void {
  norm(vector);
  if (vector.length === length) return;
  throw new RangeError(`Cannot pair vectors of ${length} and ${vector.length} coordinates.`);
}

/**
 * The mean of |cos(τ_i, τ_j)| over all pairs of vectors [P], in [0, 1]; over `coordinates` alone
 * where they are given.
 *
 * @throws {RangeError} for fewer than two vectors, a coordinate that a vector lacks, and as
 * {@linkcode cosine}
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { meanAbsoluteCosine } from "./mod.ts";
 *
 * const vectors = [[3, 4, 7], [4, 3, 7], [-3, -4, 7]].map((row) => Float32Array.from(row));
 * const within = meanAbsoluteCosine(vectors, { coordinates: [0, 1] });
 * assertAlmostEquals(within, (24 / 25 + 1 + 24 / 25) / 3, 1e-15);
 * ```
 */
export function meanAbsoluteCosine(
  vectors: readonly Vector[],
  { coordinates }: { readonly coordinates?: ArrayLike<number> } = {},
): number {
  if (vectors.length < 2) {
    throw new RangeError(`Cannot compare pairs of vectors: there are ${vectors.length}.`);
  }
  const kept = coordinates ? vectors.map((vector) => at(vector, coordinates)) : vectors;
  const cosines = kept.flatMap((vector, i) =>
    kept.slice(0, i).map((other) => Math.abs(cosine(vector, other)))
  );
  return mean(cosines);
}

function at(vector: Vector, coordinates: ArrayLike<number>): Float64Array {
  return Float64Array.from(coordinates, (i) => {
    const entry = vector[i];
    if (entry !== undefined) return entry;
    throw new RangeError(`Cannot find coordinate ${i}: a vector has ${vector.length}.`);
  });
}
