import { Matrix } from "ml-matrix";
import { requireSetting, sum } from "./_vectors.ts";
import type { Vector, WeightMatrix } from "./method.ts";

/** Merges matrix by matrix; all coordinates outside the matrices become the vectors' mean. */
export function mergeMatrices(
  vectors: readonly Vector[],
  { layers, mergeOne }: {
    readonly layers: readonly WeightMatrix[];
    readonly mergeOne: (matrices: readonly Matrix[]) => Matrix;
  },
): Float64Array {
  const total = sum(vectors);
  requireLayers(layers, total.length);
  const merged = total.map((value) => value / vectors.length);
  for (const layer of layers) {
    const one = mergeOne(vectors.map((vector) => matrixAt(vector, layer)));
    merged.set(one.to1DArray(), layer.offset);
  }
  return merged;
}

function matrixAt(vector: Vector, { offset, rows, columns }: WeightMatrix): Matrix {
  return Matrix.from1DArray(rows, columns, vector.subarray(offset, offset + rows * columns));
}

function requireLayers(layers: readonly WeightMatrix[], length: number): void {
  let end = 0;
  for (const layer of layers.toSorted((a, b) => a.offset - b.offset)) {
    const { offset, rows, columns } = layer;
    const counts = [offset, rows, columns].every(Number.isInteger) && rows > 0 && columns > 0;
    requireSetting(counts && offset >= end && offset + rows * columns <= length, {
      name: "a layer",
      value: `${rows}×${columns} at ${offset}`,
      range: `one of its own coordinates within [0, ${length})`,
    });
    end = offset + rows * columns;
  }
}
