import { Matrix } from "ml-matrix";
import { mean } from "../stats/mod.ts";
import { entriesOf, type Layer } from "./layer.ts";
import { dot, type Vector } from "./vector.ts";

/** How far the Gram matrix G [d, d] of an update ΔW is from being diagonal, and from being I. */
export interface GramStatistics {
  /** ‖offdiag(G)‖_F/‖G‖_F in [0, 1): 0 for orthogonal columns, whatever their lengths. */
  readonly offDiagonal: number;
  /** ‖G − I‖_F/√d: 0 for orthonormal columns, 1 for an update that is all but 0. */
  readonly premise: number;
}

/**
 * Statistics of the Gram matrices of an update's layers: their means over layers, and each.
 *
 * G is ΔWᵀΔW of `columns`, ΔW being [out, in] (P2's equation), or that of the `smaller-side`: ΔWΔWᵀ where a layer has
 * fewer rows than columns (the authors' code). The columns of such a layer are never all orthogonal.
 *
 * @throws {RangeError} without layers, for a layer that did not move, beyond the vector's end, or
 * with an entry that is not finite
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { gramStatistics } from "./mod.ts";
 *
 * // G of [[1, 1], [0, 1]] is [[1, 1], [1, 2]].
 * const layers = [{ offset: 0, rows: 2, columns: 2 }];
 * const { offDiagonal, premise } = gramStatistics(Float32Array.of(1, 1, 0, 1), {
 *   layers,
 *   gram: "columns",
 * });
 * assertAlmostEquals(offDiagonal, Math.sqrt(2 / 7), 1e-15);
 * assertAlmostEquals(premise, Math.sqrt(3 / 2), 1e-15);
 * ```
 */
export function gramStatistics(
  update: Vector,
  { layers, gram }: {
    readonly layers: readonly Layer[];
    readonly gram: "columns" | "smaller-side";
  },
): GramStatistics & { readonly layers: readonly GramStatistics[] } {
  if (layers.length === 0) throw new RangeError("Cannot measure Gram matrices: there is no layer.");
  const each = layers.map((layer, index) => {
    const entries = entriesOf(update, layer);
    const square = dot(entries, entries);
    if (square === 0) {
      throw new RangeError(
        `Cannot measure the Gram matrix of layer ${index}: it did not move. Leave it out.`,
      );
    }
    // At unit norm: the squares of squares of a small update would underflow.
    const matrix = Matrix.from1DArray(layer.rows, layer.columns, entries).div(Math.sqrt(square));
    const transposed = gram === "smaller-side"
      ? layer.rows < layer.columns
      : layer.layout === "in-out";
    return statisticsOf((transposed ? matrix.transpose() : matrix).gram(), square);
  });
  return {
    offDiagonal: mean(each.map(({ offDiagonal }) => offDiagonal)),
    premise: mean(each.map(({ premise }) => premise)),
    layers: each,
  };
}

/** `square`: what the Gram matrix at unit norm is multiplied with. */
function statisticsOf(gram: Matrix, square: number): GramStatistics {
  let [all, off, apart] = [0, 0, 0];
  for (let i = 0; i < gram.rows; i++) {
    for (let j = 0; j < gram.columns; j++) {
      const entry = gram.get(i, j);
      all += entry ** 2;
      if (i !== j) off += entry ** 2;
      apart += (square * entry - (i === j ? 1 : 0)) ** 2;
    }
  }
  return { offDiagonal: Math.sqrt(off / all), premise: Math.sqrt(apart / gram.rows) };
}
