import fc from "fast-check";
import { Matrix, QrDecomposition } from "ml-matrix";
import type { Layer } from "./mod.ts";

/** A layer at an offset, and a vector that ends where the layer does. */
export interface Update {
  readonly layer: Layer;
  readonly vector: Float64Array;
}

/** Updates of one layer, from 1×1 to 6×6, with entries up to 10. */
export const updates = fc.record({
  offset: fc.integer({ min: 0, max: 3 }),
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.integer({ min: 1, max: 6 }),
}).chain((layer) => {
  const length = layer.offset + layer.rows * layer.columns;
  return entries(length).map((vector): Update => ({ layer, vector }));
});

/** Vectors of so many entries in tenths, up to 10. */
export function entries(length: number) {
  return fc.array(fc.integer({ min: -100, max: 100 }), { minLength: length, maxLength: length })
    .map((list) => Float64Array.from(list, (entry) => entry / 10));
}

export function matrixOf({ layer, vector }: Update): Matrix {
  return Matrix.from1DArray(layer.rows, layer.columns, vector.subarray(layer.offset));
}

/** The same vector with another matrix of that shape in the place of its layer. */
export function replaced({ layer, vector }: Update, matrix: Matrix): Float64Array {
  const result = vector.slice();
  result.set(matrix.to1DArray(), layer.offset);
  return result;
}

/** An orthogonal matrix [d, d], from the numbers in `seed`. */
export function orthogonal(d: number, seed: number): Matrix {
  const entry = (i: number, j: number) => Math.sin(1 + seed + 7 * i + 3 * i * j + 11 * j * j);
  const filled = Array.from(
    { length: d },
    (_, i) => Array.from({ length: d }, (_, j) => entry(i, j)),
  );
  const { orthogonalMatrix } = new QrDecomposition(new Matrix(filled));
  return orthogonalMatrix;
}

/** The largest distance between entries of two matrices of one shape. */
export function apart(a: Matrix, b: Matrix): number {
  return Matrix.sub(a, b).abs().max();
}
