import { mean } from "../stats/mod.ts";

/** Predicted classes of n samples. */
export type Classes = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/**
 * The share of samples for which two models predict different classes, in [0, 1].
 *
 * @throws {RangeError} without samples, and for different numbers of them
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { disagreement } from "./mod.ts";
 *
 * assertEquals(disagreement(Uint8Array.of(0, 1, 2, 2), Int32Array.of(0, 1, 2, 1)), .25);
 * ```
 */
export function disagreement(a: Classes, b: Classes): number {
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError(`Cannot compare predictions of ${a.length} and ${b.length} samples.`);
  }
  let apart = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) apart++;
  return apart / a.length;
}

/** What models with one and with both of two task vectors predict on the samples of either task. */
export interface PairPredictions {
  /** Scaling coefficients α [A] of either vector. */
  readonly grid: readonly number[];
  /** [2][A]: of task t's samples, by θ_b + α_tτ_t. */
  readonly single: readonly [readonly Classes[], readonly Classes[]];
  /** [A][A]: of the first and of the second task's samples, by θ_b + α_1τ_1 + α_2τ_2. */
  readonly joint: readonly (readonly (readonly [Classes, Classes])[])[];
}

/** ξ over a grid of coefficients: the data of a heat map. */
export interface ErrorSurface {
  /** [A] */
  readonly grid: readonly number[];
  /** [A][A]: ξ(α_1, α_2) in [0, 2], a row an α_1, a column an α_2. */
  readonly values: readonly (readonly number[])[];
  /** Over the whole grid. */
  readonly mean: number;
}

/**
 * The disentanglement error of two task vectors: on how many of a task's samples the other vector
 * changes the predicted class, as a share, summed over both tasks,
 * ξ(α_1, α_2) = Σ_{t=1,2} E_{x∼D_t} 1[argmax f(x; θ_b + α_tτ_t) ≠ argmax f(x; θ_b + α_1τ_1 + α_2τ_2)].
 *
 * Source: Ortiz-Jimenez, Favero and Frossard, Task Arithmetic in the Tangent Space, NeurIPS 2023,
 * equation 6.
 *
 * @throws {RangeError} for predictions that do not fit the grid, and as {@linkcode disagreement}
 *
 * @example One coefficient; the second vector changes one of the first task's two predictions.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { disentanglementError } from "./mod.ts";
 *
 * const [first, second] = [Uint8Array.of(3, 1), Uint8Array.of(0, 2)];
 * const { mean } = disentanglementError({
 *   grid: [1],
 *   single: [[first], [second]],
 *   joint: [[[Uint8Array.of(3, 0), second]]],
 * });
 * assertEquals(mean, .5);
 * ```
 */
export function disentanglementError({ grid, single, joint }: PairPredictions): ErrorSurface {
  const fits = [...single, joint, ...joint].every((row) => row.length === grid.length);
  if (grid.length === 0 || !fits) {
    throw new RangeError(
      `Cannot measure disentanglement: predictions do not fit a grid of ${grid.length} values.`,
    );
  }
  const values = joint.map((row, i) =>
    row.map(([first, second], j) =>
      disagreement(single[0][i]!, first) + disagreement(single[1][j]!, second)
    )
  );
  return { grid, values, mean: mean(values.flat()) };
}

/** What rounding may put between a coefficient and its value on the grid. */
const SAME = 1e-9;

/**
 * ξ at two coefficients of the grid.
 *
 * @throws {RangeError} for a coefficient that is not on the grid: ξ is measured, not interpolated
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { errorAt } from "./mod.ts";
 *
 * const surface = { grid: [0, 1], values: [[0, .1], [.3, .5]], mean: .225 };
 * assertEquals(errorAt(surface, [1, 0]), .3);
 * ```
 */
export function errorAt(surface: ErrorSurface, alphas: readonly [number, number]): number {
  const [i, j] = alphas.map((alpha) => {
    const index = surface.grid.findIndex((value) => Math.abs(value - alpha) <= SAME);
    if (index >= 0) return index;
    throw new RangeError(`Cannot read ξ at α = ${alpha}: the grid has no such value.`);
  });
  return surface.values[i!]![j!]!;
}
