import { checkSizes, type Point } from "./_point.ts";
import type { Architecture } from "./architecture.ts";
import {
  type ExtremeEigenvalues,
  extremeEigenvalues,
  type LanczosOptions,
} from "./extreme_eigenvalues.ts";
import { hessianVectorProduct } from "./hessian_vector_product.ts";

/**
 * The extreme eigenvalues and the spectral norm of the mean loss's Hessian.
 *
 * By Lanczos on exact Hessian-vector products; `start` is `[parameterCount]`.
 *
 * @example ½(w₁w₂)² at w = (1, 2) has the Hessian [[4, 4], [4, 1]].
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { hessianExtremes } from "./mod.ts";
 *
 * const model = { widths: [1, 1, 1], activation: "linear", loss: "squared", bias: false } as const;
 * const batch = { inputs: Float64Array.of(1), targets: Float64Array.of(0), count: 1 };
 * const theta = Float64Array.of(1, 2), start = Float64Array.of(1, 0);
 * const { minimum, maximum } = hessianExtremes(model, { theta, batch, start });
 * assertAlmostEquals(minimum, 2.5 - Math.sqrt(18.25), 1e-12);
 * assertAlmostEquals(maximum, 2.5 + Math.sqrt(18.25), 1e-12);
 * ```
 *
 * @throws {RangeError} If a size is not that of the architecture, or the start is zero.
 */
export function hessianExtremes(
  architecture: Architecture,
  { theta, batch, start, ...options }: Point & LanczosOptions,
): ExtremeEigenvalues {
  checkSizes(architecture, { theta, batch, vector: start });
  return extremeEigenvalues(
    (vector) => hessianVectorProduct(architecture, { theta, batch, vector }),
    { start, ...options },
  );
}
