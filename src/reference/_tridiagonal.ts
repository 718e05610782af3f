/** A symmetric tridiagonal matrix of order m ≥ 1. */
export interface Tridiagonal {
  /** `[m]`. */
  readonly diagonal: readonly number[];
  /** `[m − 1]`. */
  readonly offDiagonal: readonly number[];
}

/** One eigenvalue with the last entry of its unit eigenvector. */
export interface RitzPair {
  readonly value: number;
  readonly lastEntry: number;
}

const MOST_SWEEPS = 60;

/**
 * All eigenvalues in ascending order, each with the last entry of its eigenvector: what Lanczos
 * needs to judge convergence, in O(m²).
 *
 * Implicit QL with Wilkinson's shift (Golub & Van Loan, Matrix Computations, section 8.3), its
 * rotations applied to one row of the eigenvector matrix alone.
 *
 * @throws {Error} If an eigenvalue does not settle, which finite entries do not bring about.
 */
export function ritzPairs({ diagonal, offDiagonal }: Tridiagonal): readonly RitzPair[] {
  const order = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = Float64Array.from([...offDiagonal, 0]);
  const row = new Float64Array(order);
  row[order - 1] = 1;
  for (let low = 0; low < order; low++) {
    for (let sweep = 0, high; (high = blockEnd(low, { d, e })) > low; sweep++) {
      if (sweep === MOST_SWEEPS) {
        throw new Error(`Cannot find eigenvalue ${low} of a tridiagonal matrix of order ${order}.`);
      }
      sweepBlock(low, { high, d, e, row });
    }
  }
  return Array.from(d, (value, i) => ({ value, lastEntry: row[i]! }))
    .sort((one, other) => one.value - other.value);
}

interface Work {
  readonly d: Float64Array;
  readonly e: Float64Array;
}

/** The last index of the unreduced block that starts at `low`. */
function blockEnd(low: number, { d, e }: Work): number {
  let end = low;
  while (end < d.length - 1) {
    const scale = Math.abs(d[end]!) + Math.abs(d[end + 1]!);
    if (Math.abs(e[end]!) <= Number.EPSILON * scale) break;
    end++;
  }
  return end;
}

/** Chases one shifted QL sweep up the block from `high` to `low`. */
function sweepBlock(
  low: number,
  { high, d, e, row }: Work & { readonly high: number; readonly row: Float64Array },
): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(half, 1);
  let bulge = d[high]! - d[low]! + e[low]! / (half + (half < 0 ? -root : root));
  let sine = 1, cosine = 1, moved = 0;
  for (let i = high - 1; i >= low; i--) {
    const across = sine * e[i]!;
    const along = cosine * e[i]!;
    const length = Math.hypot(across, bulge);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1]! -= moved;
      e[high] = 0;
      return;
    }
    sine = across / length;
    cosine = bulge / length;
    const corner = d[i + 1]! - moved;
    const mixed = (d[i]! - corner) * sine + 2 * cosine * along;
    moved = sine * mixed;
    d[i + 1] = corner + moved;
    bulge = cosine * mixed - along;
    const upper = row[i]!, lower = row[i + 1]!;
    row[i + 1] = sine * upper + cosine * lower;
    row[i] = cosine * upper - sine * lower;
  }
  d[low]! -= moved;
  e[low] = bulge;
  e[high] = 0;
}
