import type { RandomStream } from "../../src/random/mod.ts";
import { gaussian, logUniform, withSingularValues } from "../_matrices/draw.ts";
import { mapped, type Matrix, matrix, type Shape } from "../_matrices/matrix.ts";
import { hadamardSign } from "../_matrices/hadamard.ts";
import { type BOUNDS, tightness } from "./bound.ts";
import { SEARCH_STEPS } from "./settings.ts";

/** Draws an update of a shape. */
type Family = (random: RandomStream, shape: Shape) => Matrix;

/** Singular values, from the largest number of them. */
const spectrum =
  (draw: (random: RandomStream, rank: number) => readonly number[]): Family => (random, shape) =>
    withSingularValues(draw(random, Math.min(shape.rows, shape.columns)), { random, shape });

const several = (count: number, value: (index: number) => number): number[] =>
  Array.from({ length: count }, (_, index) => value(index));

/** Updates of many spectra and scales; the last two lie next to where the bound is met. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  "gaussian": (random, shape) => {
    const scale = logUniform(random, [1e-3, 1e3]);
    return mapped(gaussian(random, shape), (entry) => scale * entry);
  },
  "decaying": spectrum((random, rank) => {
    const [largest, factor] = [logUniform(random, [1e-2, 1e2]), 1 - random.uniform()];
    return several(rank, (i) => largest * factor ** i);
  }),
  "low-rank": spectrum((random, rank) =>
    several(1 + random.integer(rank), () => logUniform(random, [1e-2, 1e2]))
  ),
  "spike": spectrum((random, rank) => [
    logUniform(random, [1, 1e3]),
    ...several(rank - 1, () => 1),
  ]),
  "shrunk": spectrum((random, rank) => several(rank, () => 1 - logUniform(random, [1e-9, 1]))),
  "near-orthogonal": spectrum((random, rank) => {
    const apart = logUniform(random, [1e-12, 1e-1]);
    return several(rank, () => 1 + apart * random.normal());
  }),
  "at-the-bound": spectrum((random, rank) => {
    const value = Math.sqrt(1 + logUniform(random, [1e-6, 1e3]));
    const apart = logUniform(random, [1e-15, 1e-2]);
    return several(rank, () => value * (1 + apart * random.normal()));
  }),
};

/**
 * The largest tightness that a random walk on singular values finds which goes on only where it is
 * tighter. From values of any size, each step scales all of them or makes one of them another's.
 */
export function searchTightest(
  random: RandomStream,
  { shape: { rows, columns }, bound }: { shape: Shape; bound: keyof typeof BOUNDS },
): number {
  const rank = Math.min(rows, columns);
  let values = several(rank, () => logUniform(random, [1e-1, 1e1]));
  let best = -Infinity, step = 1;
  for (let i = 0; i < SEARCH_STEPS; i++) {
    const [scales, from, to] = [random.integer(2), random.integer(rank), random.integer(rank)];
    const factor = Math.exp(step * random.normal());
    const tried = scales ? values.map((value) => factor * value) : values.with(to, values[from]!);
    const diagonal = matrix({ rows: rank, columns }, (i, j) => i === j ? tried[i]! : 0);
    const ratio = tightness(diagonal, bound);
    if (scales) step *= ratio > best ? 2 : 0.8;
    if (ratio > best) [values, best] = [tried, ratio];
  }
  return best;
}

/** Entries ±2^-k of orthonormal columns, times 1.5, their signs drawn: G = 2.25·I without rounding. */
export function exactlyAtTheBound(random: RandomStream, shape: Shape): Matrix {
  const signs = several(shape.rows, () => random.integer(2) ? 1 : -1);
  const scale = 1.5 / Math.sqrt(shape.rows);
  return matrix(shape, (i, j) => signs[i]! * hadamardSign(i, j) * scale);
}
