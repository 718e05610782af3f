import { requireSetting } from "./_vectors.ts";
import type { Vector } from "./method.ts";

/**
 * A task's TALL mask [P], 1 where its vector τ_t is found again in the sum of all: where
 * |τ_t| ≥ λ_t |τ_MTL − τ_t|, 0 elsewhere.
 *
 * At λ_t = 0 it is 1 everywhere; the larger λ_t, the fewer ones. The sum stands with α = 1.
 *
 * Source: Wang et al., Localizing Task Information, ICML 2024, equation of the TALL masks; the
 * authors' code (nik-dim/tall_masks, `src/utils/tallmask_utils.py`) has > in place of ≥.
 *
 * @param total τ_MTL = Σ τ_t, [P]
 * @param lambda λ_t, which the authors choose for each task on its validation set
 * @throws {RangeError} for a `total` of another length and unless λ_t is finite and at least 0
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { tallMask } from "./mod.ts";
 *
 * const total = Float64Array.of(5, 5, 5);
 * const mask = tallMask(Float32Array.of(4, 3, -5), { total, lambda: 1 });
 * assertEquals(mask, Uint8Array.of(1, 1, 0));
 * ```
 */
export function tallMask(
  vector: Vector,
  { total, lambda }: { readonly total: Vector; readonly lambda: number },
): Uint8Array {
  requireSetting(total.length === vector.length, {
    name: "the length of the sum",
    value: total.length,
    range: `that of the vector, ${vector.length}`,
  });
  requireSetting(Number.isFinite(lambda) && lambda >= 0, {
    name: "lambda",
    value: lambda,
    range: "a finite number of at least 0",
  });
  const mask = new Uint8Array(vector.length);
  for (let i = 0; i < mask.length; i++) {
    const own = vector[i]!;
    if (Math.abs(own) >= lambda * Math.abs(total[i]! - own)) mask[i] = 1;
  }
  return mask;
}
