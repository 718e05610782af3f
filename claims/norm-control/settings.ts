import type { Shape } from "../_matrices/matrix.ts";
import { roundingAllowance } from "./bound.ts";

/** A shape, and which of its draws. */
export type UpdateSettings = Shape & { readonly draw: number };

/** Square, tall and wide: of smoke, of default and of nightly. */
export const FEW_SHAPES: readonly Shape[] = [
  { rows: 8, columns: 8 },
  { rows: 64, columns: 16 },
  { rows: 16, columns: 64 },
];
export const SHAPES: readonly Shape[] = [
  ...FEW_SHAPES,
  { rows: 32, columns: 1 },
  { rows: 1, columns: 16 },
  { rows: 128, columns: 32 },
];
export const MANY_SHAPES: readonly Shape[] = [...SHAPES, { rows: 256, columns: 64 }];

/** The allowance of the shape with the largest one: one bound for all. */
export const ALLOWANCE = Math.max(...MANY_SHAPES.map(roundingAllowance));

/** Draws of a shape by profile, and updates that each takes of every family of spectra. */
export const NUMBER_OF_DRAWS = { smoke: 5, default: 8, nightly: 20 } as const;
export const TRIALS = 30;

/** Steps of the search for the tightest update. */
export const SEARCH_STEPS = 500;

/** Shapes whose equality is exact in float64: columns of a Hadamard matrix of order 4^k. */
export const EXACT_SHAPES: readonly Shape[] = [
  { rows: 16, columns: 4 },
  { rows: 16, columns: 16 },
  { rows: 64, columns: 16 },
];

/** d of the two square updates of `internal-implies-cross`. */
export const CROSS_SIZE = 16;

/** Three standard deviations of the cosine of two random directions in d² dimensions. */
export const SMALL_COSINE = 3 / CROSS_SIZE;

/** Shapes and pairs of `stiefel-concentration`. */
export const STIEFEL_SHAPES: readonly Shape[] = [
  { rows: 8, columns: 2 },
  { rows: 16, columns: 4 },
  { rows: 8, columns: 8 },
];
export const PAIRS = 6_000;

/** A variance that is 5 % smaller is a spread that is 2.5 % smaller: less would be no protection. */
export const SMALLEST_EFFECT = 0.05;
