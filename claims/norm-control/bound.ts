import {
  combined,
  gramOf,
  identity,
  type Matrix,
  type Shape,
  squaredNorm,
} from "../_matrices/matrix.ts";

/** What Proposition 3 is about. */
export interface Norms {
  /** ‖ΔW‖_F², from the entries. */
  readonly squaredNorm: number;
  /** ξ = ‖ΔWᵀΔW − I‖_F², the least that the premise allows. */
  readonly distance: number;
}

/** Both norms of an update ΔW, [m, d]. */
export function normsOf(update: Matrix): Norms {
  const gram = gramOf(update);
  return {
    squaredNorm: squaredNorm(update),
    distance: squaredNorm(combined([1, gram], [-1, identity(gram)])),
  };
}

/** The bounds on ‖ΔW‖_F²: as stated, d + √(dξ), and with the root left out, d + dξ. */
export const BOUNDS = {
  "stated": (columns: number, distance: number) => columns + Math.sqrt(columns * distance),
  "without-root": (columns: number, distance: number) => columns + columns * distance,
} as const;

/** ‖ΔW‖_F² over its bound. */
export function tightness(update: Matrix, bound: keyof typeof BOUNDS): number {
  const { squaredNorm, distance } = normsOf(update);
  return squaredNorm / BOUNDS[bound](update.columns, distance);
}

/** u of float64, and γ_n = n·u/(1 − n·u). */
const UNIT = 2 ** -53;
const gamma = (roundings: number): number => roundings * UNIT / (1 - roundings * UNIT);

/**
 * How far above 1 rounding can lift the tightness of an [m, d] update.
 *
 * The norm is a sum of md products, good to γ_md. An entry of the Gram matrix is off by no more than
 * γ_m‖w_i‖‖w_j‖, so its distance from I by γ_m‖ΔW‖_F², which √d multiplies; the distance is a sum of
 * d² squares, and nine roundings are left for differences, products, roots and the quotient.
 */
export function roundingAllowance({ rows, columns }: Shape): number {
  return (1 + gamma(rows * columns + columns ** 2 + 9)) / (1 - Math.sqrt(columns) * gamma(rows)) -
    1;
}
