import type { RandomStream } from "../../src/random/mod.ts";
import { type Matrix, matrix, product, type Shape, transposed } from "./matrix.ts";

/** A matrix of independent standard normal entries. */
export const gaussian = (random: RandomStream, shape: Shape): Matrix =>
  matrix(shape, () => random.normal());

/**
 * The columns of a matrix made orthonormal, from the left (Gram-Schmidt, twice, which is enough). Of
 * Gaussian columns that is a uniform sample of the Stiefel manifold: nothing but their directions,
 * each within the rest left by those before it, is kept.
 *
 * @throws {RangeError} For more columns than rows, and for columns that depend on each other.
 */
export function orthonormalised(of: Matrix): Matrix {
  const { rows, columns } = of;
  if (columns > rows) {
    throw new RangeError(`Cannot make ${columns} columns of ${rows} entries orthonormal`);
  }
  const turned = transposed(of);
  const done: Float64Array[] = [];
  for (let j = 0; j < columns; j++) {
    const column = turned.data.subarray(j * rows, (j + 1) * rows);
    const before = length(column);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of done) {
        const along = dot(column, other);
        for (let i = 0; i < rows; i++) column[i]! -= along * other[i]!;
      }
    }
    const rest = length(column);
    if (!(rest > 1e-8 * before)) {
      throw new RangeError(`Cannot make columns orthonormal: column ${j} depends on those before`);
    }
    for (let i = 0; i < rows; i++) column[i]! /= rest;
    done.push(column);
  }
  return transposed(turned);
}

/** A matrix of given singular values, with singular vectors drawn uniformly. */
export function withSingularValues(
  values: readonly number[],
  { random, shape: { rows, columns } }: { random: RandomStream; shape: Shape },
): Matrix {
  const rank = values.length;
  const left = orthonormalised(gaussian(random, { rows, columns: rank }));
  const right = orthonormalised(gaussian(random, { rows: columns, columns: rank }));
  const scaled = matrix(left, (i, j) => left.data[i * rank + j]! * values[j]!);
  return product(scaled, transposed(right));
}

/** A number whose logarithm is uniform between those of two bounds. */
export function logUniform(random: RandomStream, [low, high]: readonly [number, number]): number {
  return low * (high / low) ** random.uniform();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const length = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));
