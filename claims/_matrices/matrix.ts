/** Size of a matrix. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** A matrix of float64 numbers, row-major; small ones are many times faster than ml-matrix's. */
export interface Matrix extends Shape {
  readonly data: Float64Array;
}

/** The row-major matrix of an entry at every place. */
export function matrix(
  { rows, columns }: Shape,
  entry: (row: number, column: number) => number,
): Matrix {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[i * columns + j] = entry(i, j);
  }
  return { rows, columns, data };
}

/** I, or a rectangle with ones on its diagonal. */
export const identity = (shape: Shape): Matrix => matrix(shape, (i, j) => i === j ? 1 : 0);

/** left · right. */
export function product(left: Matrix, right: Matrix): Matrix {
  const { columns } = right;
  const data = new Float64Array(left.rows * columns);
  for (let i = 0; i < left.rows; i++) {
    for (let term = 0; term < left.columns; term++) {
      const factor = left.data[i * left.columns + term]!;
      const [to, from] = [i * columns, term * columns];
      for (let j = 0; j < columns; j++) data[to + j]! += factor * right.data[from + j]!;
    }
  }
  return { rows: left.rows, columns, data };
}

/** Rows and columns exchanged, a copy. */
export function transposed({ rows, columns, data }: Matrix): Matrix {
  const result = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = data[i * columns + j]!;
  }
  return { rows: columns, columns: rows, data: result };
}

/** matrixᵀ · matrix. */
export const gramOf = (of: Matrix): Matrix => product(transposed(of), of);

/** A function of every entry. */
export function mapped({ rows, columns, data }: Matrix, of: (entry: number) => number): Matrix {
  const result = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) result[i] = of(data[i]!);
  return { rows, columns, data: result };
}

/** Σ factor_i · matrix_i. */
export function combined(...terms: readonly (readonly [factor: number, of: Matrix])[]): Matrix {
  const [{ rows, columns }] = [terms[0]![1]];
  const data = new Float64Array(rows * columns);
  for (const [factor, { data: entries }] of terms) {
    for (let i = 0; i < data.length; i++) data[i]! += factor * entries[i]!;
  }
  return { rows, columns, data };
}

/** Entries multiplied one by one. */
export function hadamard({ rows, columns, data }: Matrix, by: Matrix): Matrix {
  const result = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) result[i] = data[i]! * by.data[i]!;
  return { rows, columns, data: result };
}

/** Σ a_ij b_ij. */
export function inner(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += a.data[i]! * b.data[i]!;
  return sum;
}

/** ‖matrix‖_F². */
export const squaredNorm = (of: Matrix): number => inner(of, of);
