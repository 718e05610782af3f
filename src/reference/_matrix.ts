/** A matrix inside a larger buffer. */
export interface Matrix {
  readonly data: Float64Array;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** The row-major matrix that starts at `offset` of the buffer. */
export function matrix(
  data: Float64Array,
  { offset = 0, rows, columns }: {
    readonly offset?: number;
    readonly rows: number;
    readonly columns: number;
  },
): Matrix {
  return { data, offset, rows, columns, rowStride: columns, columnStride: 1 };
}

/** The same entries with rows and columns exchanged; nothing is copied. */
export function transposed(
  { data, offset, rows, columns, rowStride, columnStride }: Matrix,
): Matrix {
  return {
    data,
    offset,
    rows: columns,
    columns: rows,
    rowStride: columnStride,
    columnStride: rowStride,
  };
}

/** A row-major copy; makes a transposed matrix fit to be a right factor. */
export function packed({ data, offset, rows, columns, rowStride, columnStride }: Matrix): Matrix {
  const copy = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    let from = offset + row * rowStride;
    for (let to = row * columns; to < (row + 1) * columns; to++) {
      copy[to] = data[from]!;
      from += columnStride;
    }
  }
  return matrix(copy, { rows, columns });
}

interface Product {
  /** Any strides. */
  readonly left: Matrix;
  /** Row-major. */
  readonly right: Matrix;
}

/**
 * Adds left · right to the row-major `out`.
 *
 * Two rows by four inner terms at a time: eight multiply-adds for six loads and two stores.
 */
export function addProduct(out: Matrix, { left, right }: Product): void {
  const { data: o, columns } = out;
  const { data: a, rowStride, columnStride } = left;
  const b = right.data;
  const pairedRows = left.rows - left.rows % 2;
  const quadTerms = left.columns - left.columns % 4;
  for (let row = 0; row < pairedRows; row += 2) {
    const out0 = out.offset + row * out.rowStride;
    const out1 = out0 + out.rowStride;
    for (let term = 0; term < quadTerms; term += 4) {
      let at = left.offset + row * rowStride + term * columnStride;
      const a00 = a[at]!, a10 = a[at + rowStride]!;
      at += columnStride;
      const a01 = a[at]!, a11 = a[at + rowStride]!;
      at += columnStride;
      const a02 = a[at]!, a12 = a[at + rowStride]!;
      at += columnStride;
      const a03 = a[at]!, a13 = a[at + rowStride]!;
      const right0 = right.offset + term * right.rowStride;
      const right1 = right0 + right.rowStride;
      const right2 = right1 + right.rowStride;
      const right3 = right2 + right.rowStride;
      for (let j = 0; j < columns; j++) {
        const b0 = b[right0 + j]!, b1 = b[right1 + j]!, b2 = b[right2 + j]!, b3 = b[right3 + j]!;
        o[out0 + j]! += a00 * b0 + a01 * b1 + a02 * b2 + a03 * b3;
        o[out1 + j]! += a10 * b0 + a11 * b1 + a12 * b2 + a13 * b3;
      }
    }
  }
  addRest(out, { left, right, rows: [0, pairedRows], terms: [quadTerms, left.columns] });
  addRest(out, { left, right, rows: [pairedRows, left.rows], terms: [0, left.columns] });
}

function addRest(
  out: Matrix,
  { left, right, rows, terms }: Product & {
    readonly rows: readonly [number, number];
    readonly terms: readonly [number, number];
  },
): void {
  const o = out.data, b = right.data, columns = out.columns;
  for (let row = rows[0]; row < rows[1]; row++) {
    const outRow = out.offset + row * out.rowStride;
    for (let term = terms[0]; term < terms[1]; term++) {
      const factor = left.data[left.offset + row * left.rowStride + term * left.columnStride]!;
      const rightRow = right.offset + term * right.rowStride;
      for (let j = 0; j < columns; j++) o[outRow + j]! += factor * b[rightRow + j]!;
    }
  }
}

/** Adds the `[columns]` vector that starts at `offset` of `data` to every row of `out`. */
export function addToRows(
  out: Matrix,
  { data, offset }: { readonly data: Float64Array; readonly offset: number },
): void {
  for (let row = 0; row < out.rows; row++) {
    const start = out.offset + row * out.rowStride;
    for (let j = 0; j < out.columns; j++) out.data[start + j]! += data[offset + j]!;
  }
}

/** Adds the sum of the rows of `from` to the vector that starts at `offset` of `data`. */
export function addRowSum(
  from: Matrix,
  { data, offset }: { readonly data: Float64Array; readonly offset: number },
): void {
  for (let row = 0; row < from.rows; row++) {
    const start = from.offset + row * from.rowStride;
    for (let j = 0; j < from.columns; j++) data[offset + j]! += from.data[start + j]!;
  }
}
