import { Matrix, SVD } from "ml-matrix";

/** One singular value of a matrix [m, n] with its vectors, left [m] and right [n]. */
export interface Triple {
  readonly value: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * The singular triples of a matrix by falling value, without those whose value is 0 up to rounding:
 * vectors of a value 0 are any that complete a basis, so nothing may depend on them.
 */
export function triplesOf(matrix: Matrix): Triple[] {
  const { diagonal, leftSingularVectors, rightSingularVectors } = new SVD(matrix, {
    autoTranspose: true,
  });
  const rounding = Math.max(matrix.rows, matrix.columns) * Number.EPSILON * diagonal[0]!;
  return diagonal.flatMap((value, i) =>
    value > rounding
      ? [{
        value,
        left: leftSingularVectors.getColumn(i),
        right: rightSingularVectors.getColumn(i),
      }]
      : []
  );
}

/** Σ value · left rightᵀ, [rows, columns]. */
export function recompose(
  triples: readonly Triple[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Matrix {
  if (triples.length === 0) return Matrix.zeros(rows, columns);
  const left = rowsOf(triples.map(({ left }) => left));
  const right = rowsOf(triples.map(({ right }) => right));
  return left.transpose().mmul(right.mulColumnVector(triples.map(({ value }) => value)));
}

/**
 * Makes both sides of the triples orthonormal, with the least change to each: the orthogonal
 * Procrustes problem, solved by P Qᵀ for a side with the singular value decomposition P Σ Qᵀ.
 *
 * Where a side depends linearly on itself P Qᵀ is taken without the values 0: a partial isometry.
 */
export function orthogonalise(triples: readonly Triple[]): Triple[] {
  if (triples.length === 0) return [];
  const left = procrustes(triples.map(({ left }) => left));
  const right = procrustes(triples.map(({ right }) => right));
  return triples.map(({ value }, i) => ({
    value,
    left: left.getRow(i),
    right: right.getRow(i),
  }));
}

function procrustes(vectors: readonly (readonly number[])[]): Matrix {
  const side = rowsOf(vectors);
  return recompose(triplesOf(side).map((triple) => ({ ...triple, value: 1 })), side);
}

function rowsOf(vectors: readonly (readonly number[])[]): Matrix {
  return new Matrix(vectors.map((vector) => [...vector]));
}
