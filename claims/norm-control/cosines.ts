import { Matrix } from "ml-matrix";
import type { RandomStream } from "../../src/random/mod.ts";
import { gaussian, orthonormalised, type Shape } from "../_matrices/draw.ts";
import { normsOf, squaredNorm } from "./bound.ts";

/** cos of the angle between two updates of one shape, as flat vectors. */
export function cosineOf(a: Matrix, b: Matrix): number {
  const product = Matrix.mul(a, b).sum();
  return product / Math.sqrt(squaredNorm(a) * squaredNorm(b));
}

/** Two updates, each orthogonal to the bit. */
export const ORTHOGONAL_PAIRS = {
  /** ΔW_t = ΔW_j = I. */
  "same": (size: number) => [Matrix.eye(size), Matrix.eye(size)] as const,
  /** I, and a quarter turn in each plane of two neighbouring coordinates. */
  "quarter-turns": (size: number) => {
    const turned = Matrix.zeros(size, size);
    for (let i = 0; i < size; i += 2) turned.set(i, i + 1, -1).set(i + 1, i, 1);
    return [Matrix.eye(size), turned] as const;
  },
} as const;

/**
 * |cos| of two updates that are each internally orthogonal.
 *
 * @throws {RangeError} When one of them is not: then the premise is not met.
 */
export function crossCosine(pair: keyof typeof ORTHOGONAL_PAIRS, size: number): number {
  const [a, b] = ORTHOGONAL_PAIRS[pair](size);
  const distance = Math.max(normsOf(a).distance, normsOf(b).distance);
  if (distance !== 0) {
    throw new RangeError(`Cannot judge ${pair}: ‖ΔWᵀΔW − I‖_F² is ${distance}, not 0`);
  }
  return Math.abs(cosineOf(a, b));
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
  const draw = () => gaussian(random, tall);
  let squares = 0, squaresOfStiefel = 0;
  for (let i = 0; i < pairs; i++) {
    const [a, b] = [draw(), draw()];
    const top = ({ rows, columns }: Shape, of: Matrix) => of.subMatrix(0, rows - 1, 0, columns - 1);
    squares += cosineOf(top(shape, a), top(shape, b)) ** 2;
    squaresOfStiefel += cosineOf(orthonormalised(a), orthonormalised(b)) ** 2;
  }
  const unit = shape.rows * shape.columns / pairs;
  return { random: unit * squares, stiefel: unit * squaresOfStiefel };
}
