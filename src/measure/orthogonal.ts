import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { entriesOf, type Layer } from "./layer.ts";
import { dot, norm, type Vector } from "./vector.ts";

/**
 * A copy of an update [P] in which each layer is the orthogonal matrix nearest to it, UVᵀ of its
 * singular value decomposition UΣVᵀ: its directions alone, all of length 1. What lies outside the
 * layers stays.
 *
 * The smaller side of a layer becomes orthonormal. Where a layer lacks rank several matrices are as
 * near, and one of them is taken.
 *
 * Source: Schönemann, A generalized solution of the orthogonal Procrustes problem, 1966.
 *
 * @throws {RangeError} for a layer beyond the vector's end, or with an entry that is not finite
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { nearestOrthogonal } from "./mod.ts";
 *
 * // A rotation by 90° of lengths 2 and .1.
 * const layers = [{ offset: 0, rows: 2, columns: 2 }];
 * const nearest = nearestOrthogonal(Float64Array.of(0, -2, .1, 0), { layers });
 * [0, -1, 1, 0].forEach((entry, i) => assertAlmostEquals(nearest[i]!, entry, 1e-15));
 * ```
 */
export function nearestOrthogonal(
  update: Vector,
  { layers }: { readonly layers: readonly Layer[] },
): Float64Array {
  const result = new Float64Array(update);
  for (const layer of layers) {
    const { leftSingularVectors, rightSingularVectors } = decomposed(update, layer);
    const factor = leftSingularVectors.mmul(rightSingularVectors.transpose());
    result.set(factor.to1DArray(), layer.offset);
  }
  return result;
}

/**
 * The singular values of a layer of an update [P], falling: min(rows, columns) of them.
 *
 * @throws {RangeError} for a layer beyond the vector's end, or with an entry that is not finite
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { singularValues } from "./mod.ts";
 *
 * const layer = { offset: 1, rows: 2, columns: 3 };
 * const spectrum = singularValues(Float32Array.of(9, 0, 2, 0, -3, 0, 0), { layer });
 * [3, 2].forEach((value, i) => assertAlmostEquals(spectrum[i]!, value, 1e-15));
 * ```
 */
export function singularValues(update: Vector, { layer }: { readonly layer: Layer }): number[] {
  return [...decomposed(update, layer).diagonal];
}

function decomposed(update: Vector, layer: Layer): SingularValueDecomposition {
  const entries = entriesOf(update, layer);
  norm(entries); // refuses what is not finite: the decomposition would not return
  return new SingularValueDecomposition(
    Matrix.from1DArray(layer.rows, layer.columns, entries),
    { autoTranspose: true },
  );
}

/** Below this share of a vector's length what earlier ones leave of it is rounding. */
const LEAST_LEFT = 1e-10;

/**
 * Vectors [P] at right angles, by Gram and Schmidt: each is what is left of the one given when its
 * components along those before it are taken out, at the length that the given one has.
 *
 * @throws {RangeError} for a vector that depends linearly on those before it, for vectors of
 * different lengths, and for entries that are not finite
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { gramSchmidt } from "./mod.ts";
 *
 * const [first, second] = gramSchmidt([Float32Array.of(2, 0), Float32Array.of(3, 4)]);
 * assertEquals([[...first!], [...second!]], [[2, 0], [0, 5]]);
 * ```
 */
export function gramSchmidt(vectors: readonly Vector[]): Float64Array[] {
  const directions: Float64Array[] = [];
  return vectors.map((vector, index) => {
    const left = new Float64Array(vector);
    // Twice: the first pass leaves its rounding along the earlier directions.
    for (const direction of [...directions, ...directions]) {
      const along = dot(direction, left);
      for (let i = 0; i < left.length; i++) left[i]! -= along * direction[i]!;
    }
    const [length, remaining] = [norm(vector), norm(left)];
    if (!(remaining > LEAST_LEFT * length)) {
      throw new RangeError(
        `Cannot make vector ${index} orthogonal: nothing is left of it beside the earlier ones.`,
      );
    }
    directions.push(left.map((entry) => entry / remaining));
    return left.map((entry) => entry * (length / remaining));
  });
}
