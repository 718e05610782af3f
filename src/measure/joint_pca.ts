import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { dot, type Vector } from "./vector.ts";

/** Points in the plane, or a few dimensions, that shows most of their spread. */
export interface Pca {
  /** [n][components], a row a point, in the unit of the points. */
  readonly projections: readonly (readonly number[])[];
  /** [components]: share of the variance that each shows, falling; they sum to at most 1. */
  readonly explained: readonly number[];
}

/**
 * Principal components of n points [P], fitted to all of them together.
 *
 * Of each component the projection that is largest by magnitude, the first of equals, is positive.
 * Components of equal variance have no direction of their own. Time O(n²P): the eigenvectors are
 * those of the centred points' Gram matrix [n, n], for n far below P.
 *
 * @throws {RangeError} unless 1 ≤ `components` < n, when all points are one, and for points of
 * different lengths or with entries that are not finite
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { jointPca } from "./mod.ts";
 *
 * const points = [[9, 1], [5, 3], [1, 1], [5, -1]].map((row) => Float32Array.from(row));
 * const { projections, explained } = jointPca(points, { components: 2 });
 * assertAlmostEquals(explained[0]!, .8, 1e-12);
 * assertAlmostEquals(projections[0]![0]!, 4, 1e-12);
 * ```
 */
export function jointPca(
  points: readonly Vector[],
  { components }: { readonly components: number },
): Pca {
  if (!Number.isInteger(components) || components < 1 || components >= points.length) {
    throw new RangeError(
      `Cannot find ${components} components of ${points.length} points: ` +
        "give fewer than there are points, and at least 1.",
    );
  }
  const gram = gramOf(centred(points));
  const total = gram.trace();
  if (total === 0) throw new RangeError("Cannot find components: all points are the same.");
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(
    gram,
    { assumeSymmetric: true },
  );
  const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const kept = order.slice(0, components).map((column) => {
    const variance = Math.max(0, values[column]!);
    const projection = vectors.getColumn(column).map((entry) => entry * Math.sqrt(variance));
    return { share: variance / total, projection: withSign(projection) };
  });
  return {
    projections: points.map((_, i) => kept.map(({ projection }) => projection[i]!)),
    explained: kept.map(({ share }) => share),
  };
}

/**
 * Centring comes before any product: differences of products would lose the spread's digits. Before
 * their mean the points lose the first one, so that equal points become exactly 0.
 */
function centred(points: readonly Vector[]): Float64Array[] {
  const origin = points[0]!;
  const mean = new Float64Array(origin.length);
  const moved = points.map((point, index) => {
    if (point.length !== origin.length) {
      throw new RangeError(
        `Cannot find components: point ${index} has ${point.length} coordinates, ` +
          `point 0 has ${origin.length}.`,
      );
    }
    const result = new Float64Array(point.length);
    for (let i = 0; i < result.length; i++) {
      result[i] = point[i]! - origin[i]!;
      mean[i]! += result[i]! / points.length;
    }
    return result;
  });
  for (const point of moved) {
    for (let i = 0; i < point.length; i++) point[i]! -= mean[i]!;
  }
  return moved;
}

function gramOf(vectors: readonly Vector[]): Matrix {
  const gram = Matrix.zeros(vectors.length, vectors.length);
  vectors.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const product = dot(row, vectors[j]!);
      gram.set(i, j, product).set(j, i, product);
    }
  });
  return gram;
}

function withSign(projection: readonly number[]): number[] {
  const largest = projection.reduce((best, value) =>
    Math.abs(value) > Math.abs(best) ? value : best
  );
  return projection.map((value) => largest < 0 ? -value : value);
}
