import type { RandomStream } from "../../src/random/mod.ts";
import { gaussian, orthonormalised } from "../_matrices/draw.ts";
import {
  identity,
  inner,
  type Matrix,
  matrix,
  type Shape,
  squaredNorm,
} from "../_matrices/matrix.ts";
import { normsOf } from "./bound.ts";

/** cos of the angle between two updates of one shape, as flat vectors. */
export function cosineOf(a: Matrix, b: Matrix): number {
  return inner(a, b) / Math.sqrt(squaredNorm(a) * squaredNorm(b));
}

/** Entries of updates that are orthogonal to the bit, each to be paired with I. */
export const ORTHOGONAL_PAIRS = {
  /** I once more: ΔW_t = ΔW_j. */
  "same": (i: number, j: number) => i === j ? 1 : 0,
  /** A quarter turn in each plane of two neighbouring coordinates. */
  "quarter-turns": (i: number, j: number) => (i ^ 1) === j ? (i % 2 ? 1 : -1) : 0,
} as const;

/**
 * |cos| of two updates that are each internally orthogonal.
 *
 * @throws {RangeError} When one of them is not: then the premise is not met.
 */
export function crossCosine(pair: keyof typeof ORTHOGONAL_PAIRS, size: number): number {
  const shape = { rows: size, columns: size };
  const [a, b] = [identity(shape), matrix(shape, ORTHOGONAL_PAIRS[pair])];
  const distance = Math.max(normsOf(a).distance, normsOf(b).distance);
  if (distance !== 0) {
    throw new RangeError(`Cannot judge ${pair}: ‖ΔWᵀΔW − I‖_F² is ${distance}, not 0`);
  }
  return Math.abs(cosineOf(a, b));
}

/** Far above the rounding of a Gram matrix, and far below what it is of Gaussian columns. */
const ORTHONORMAL = 1e-10;

function requireOrthonormal(update: Matrix): void {
  const { distance } = normsOf(update);
  if (distance <= ORTHONORMAL ** 2) return;
  throw new RangeError(`Cannot sample the Stiefel manifold: ‖QᵀQ − I‖_F² is ${distance}`);
}

/** Mean squares of cosines, times md: 1 is the variance of two random directions in R^md. */
export interface Variances {
  /** Of pairs of Gaussian updates: random directions. */
  readonly random: number;
  /** Of the same pairs, each made orthonormal: uniform on the Stiefel manifold. */
  readonly stiefel: number;
}

/**
 * How far the cosines of pairs spread about 0, which by symmetry is their mean.
 *
 * The orthonormal samples have `taller` times the rows: 1, unless a control makes them tighter.
 */
export function cosineVariances(
  random: RandomStream,
  { shape, pairs, taller = 1 }: { shape: Shape; pairs: number; taller?: number },
): Variances {
  const tall = { ...shape, rows: taller * shape.rows };
  const top = ({ data }: Matrix): Matrix => ({
    ...shape,
    data: data.subarray(0, shape.rows * shape.columns),
  });
  let squares = 0, squaresOfStiefel = 0;
  for (let i = 0; i < pairs; i++) {
    const [a, b] = [gaussian(random, tall), gaussian(random, tall)];
    squares += cosineOf(top(a), top(b)) ** 2;
    const [p, q] = [orthonormalised(a), orthonormalised(b)];
    requireOrthonormal(p);
    requireOrthonormal(q);
    squaresOfStiefel += cosineOf(p, q) ** 2;
  }
  const unit = shape.rows * shape.columns / pairs;
  return { random: unit * squares, stiefel: unit * squaresOfStiefel };
}
