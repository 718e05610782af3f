/**
 * Slips of published code, for negative controls only: what a merge gives when its method is wrong.
 *
 * They are those of the public repository crisostomi/task-vectors-playground and one of ours.
 */
import { keepBand } from "./_breadcrumbs.ts";
import { requireVectors, sum } from "./_vectors.ts";
import { merge } from "./merge.ts";
import type { Breadcrumbs, Dare, Ties, Vector } from "./method.ts";

/**
 * TIES of the first vector [P] alone: the other tasks are lost on the way.
 *
 * @throws {RangeError} as {@linkcode merge} does
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { tiesOfFirst } from "./mod.ts";
 *
 * const vectors = [Float32Array.of(4, 1), Float32Array.of(2, 3)];
 * assertEquals(tiesOfFirst(vectors, { kind: "ties", keep: .5 }), Float64Array.of(4, 0));
 * ```
 */
export function tiesOfFirst(vectors: readonly Vector[], method: Ties): Float64Array {
  requireVectors(vectors);
  return merge(vectors.slice(0, 1), method);
}

/**
 * DARE of the first vector [P] alone: the loop over the tasks returns in its first round
 * (`my_dare.py`).
 *
 * @throws {RangeError} as {@linkcode merge} does
 */
export function dareOfFirst(vectors: readonly Vector[], method: Dare): Float64Array {
  requireVectors(vectors);
  return merge(vectors.slice(0, 1), { ...method, names: method.names.slice(0, 1) });
}

/**
 * Model Breadcrumbs with β counted from the wrong end: the smallest 1 − β are dropped in place of
 * the smallest β (`my_breadcrumbs.py`), so that nearly everything is kept.
 *
 * @throws {RangeError} as {@linkcode merge} does, and unless 1 − β < γ
 */
export function breadcrumbsFromWrongEnd(
  vectors: readonly Vector[],
  method: Breadcrumbs,
): Float64Array {
  return merge(vectors, { ...method, beta: 1 - (method.beta ?? 0.85) });
}

/**
 * Model Breadcrumbs with its mask inverted: what should be dropped is summed [P], what should be kept
 * is dropped.
 *
 * @throws {RangeError} as {@linkcode merge} does
 */
export function breadcrumbsInverted(vectors: readonly Vector[], method: Breadcrumbs): Float64Array {
  requireVectors(vectors);
  return sum(vectors.map((vector) => {
    const band = keepBand(vector, method);
    return vector.map((value, i) => value - band[i]!);
  }));
}
