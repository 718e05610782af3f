import { type RitzPair, ritzPairs } from "./_tridiagonal.ts";

/** How far the Lanczos iteration goes. */
export interface LanczosOptions {
  /** The start, `[n]`: not zero, and with a part along the wanted eigenvectors (a random one has). */
  readonly start: Float64Array;
  /** The error allowed in the eigenvalues relative to the norm: 1e-12 unless given, 1e-14 at least. */
  readonly tolerance?: number;
}

/** The ends of a symmetric operator's spectrum. */
export interface ExtremeEigenvalues {
  readonly minimum: number;
  readonly maximum: number;
  /** ‖A‖₂, the larger of |minimum| and |maximum|. */
  readonly norm: number;
  /** How often the operator was applied. */
  readonly products: number;
}

/** A check diagonalises what there is so far, so checks grow rarer as that grows. */
const nextCheckAfter = (products: number): number => Math.ceil(1.25 * products) + 2;
const SMALLEST_TOLERANCE = 1e-14;

/**
 * The smallest and largest eigenvalue of a symmetric operator, and its spectral norm.
 *
 * Lanczos iteration with full re-orthogonalisation, twice (Parlett, The Symmetric Eigenvalue
 * Problem, ch. 13). Stops when the error bound of both ends, r or r²/gap for residual r, is within
 * `tolerance` · norm, or when the Krylov space is used up: after n products at the latest, which
 * an end without a gap to the rest can take. Only eigenvalues whose eigenvectors `start` has a part
 * of are seen.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { extremeEigenvalues } from "./mod.ts";
 *
 * const scale = Float64Array.of(-5, 1, 2, 3);
 * const { minimum, maximum, norm } = extremeEigenvalues(
 *   (vector) => vector.map((entry, i) => scale[i]! * entry),
 *   { start: Float64Array.of(1, 1, 1, 1) },
 * );
 * assertAlmostEquals(minimum, -5, 1e-12);
 * assertAlmostEquals(maximum, 3, 1e-12);
 * assertAlmostEquals(norm, 5, 1e-12);
 * ```
 *
 * @throws {RangeError} If the start is zero, or it or a product is not finite.
 */
export function extremeEigenvalues(
  apply: (vector: Float64Array) => Float64Array,
  { start, tolerance = 1e-12 }: LanczosOptions,
): ExtremeEigenvalues {
  const allowed = Math.max(tolerance, SMALLEST_TOLERANCE);
  const basis = [normalised(start)];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let nextCheck = 4;
  for (;;) {
    const products = basis.length;
    const newest = basis.at(-1)!;
    const next = apply(newest).slice();
    diagonal.push(dot(newest, next));
    for (let pass = 0; pass < 2; pass++) {
      for (const vector of basis) subtract(next, { factor: dot(vector, next), vector });
    }
    const residual = Math.sqrt(dot(next, next));
    if (!Number.isFinite(residual)) {
      throw new RangeError(`Cannot find eigenvalues: product ${products} is not finite.`);
    }
    const scale = Math.max(...diagonal.map(Math.abs), ...offDiagonal, residual);
    const exhausted = products === start.length || residual <= allowed * scale;
    if (exhausted || products === nextCheck) {
      nextCheck = nextCheckAfter(products);
      const pairs = ritzPairs({ diagonal, offDiagonal });
      const minimum = pairs[0]!.value, maximum = pairs.at(-1)!.value;
      const norm = Math.max(-minimum, maximum);
      if (exhausted || errorOf(pairs, residual) <= allowed * norm) {
        return { minimum, maximum, norm, products };
      }
    }
    offDiagonal.push(residual);
    basis.push(next.map((entry) => entry / residual));
  }
}

/** The larger of the two ends' error bounds. */
function errorOf(pairs: readonly RitzPair[], residual: number): number {
  const ends = [[pairs[0]!, pairs[1]], [pairs.at(-1)!, pairs.at(-2)]] as const;
  return Math.max(...ends.map(([end, neighbour]) => {
    const r = Math.abs(residual * end.lastEntry);
    const gap = neighbour ? Math.abs(end.value - neighbour.value) - r : 0;
    return gap > r ? r * r / gap : r;
  }));
}

function normalised(start: Float64Array): Float64Array {
  const length = Math.sqrt(dot(start, start));
  if (!(length > 0 && Number.isFinite(length))) {
    throw new RangeError(
      `Cannot start Lanczos from a vector of ${start.length} entries and length ${length}: ` +
        "give a finite one that is not zero.",
    );
  }
  return start.map((entry) => entry / length);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function subtract(
  from: Float64Array,
  { factor, vector }: { readonly factor: number; readonly vector: Float64Array },
): void {
  for (let i = 0; i < from.length; i++) from[i]! -= factor * vector[i]!;
}
