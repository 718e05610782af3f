import { keepBand } from "./_breadcrumbs.ts";
import { mergeConsensus } from "./_consensus.ts";
import { dropAndRescale } from "./_dare.ts";
import { mergeIsotropic } from "./_iso_c.ts";
import { mergeTies } from "./_ties.ts";
import { mergeSingularVectors } from "./_tsv.ts";
import { requireVectors, sum } from "./_vectors.ts";
import type { MergeMethod, Vector } from "./method.ts";

/**
 * Combines task vectors τ_t [P] into one vector [P], still to be scaled: θ = θ_b + α · merge(τ, …).
 *
 * Every sum is taken in float64 in the order given: the same order gives the same bits, another one
 * the same up to rounding.
 *
 * @throws {RangeError} without vectors, for vectors of different lengths or with entries that are
 * not finite, and for a setting outside its range
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { merge } from "./mod.ts";
 *
 * const vectors = [Float32Array.of(4, 1, -2), Float32Array.of(2, -3, 1)];
 * assertEquals(merge(vectors, { kind: "task-arithmetic" }), Float64Array.of(6, -2, -1));
 * assertEquals(merge(vectors, { kind: "average" }), Float64Array.of(3, -1, -.5));
 * assertEquals(merge(vectors, { kind: "ties", keep: 2 / 3 }), Float64Array.of(3, -3, -2));
 * const band = { kind: "breadcrumbs", beta: 1 / 3, gamma: 2 / 3, layers: "whole" } as const;
 * assertEquals(merge(vectors, band), Float64Array.of(2, 0, -2));
 * assertEquals(merge(vectors, { kind: "consensus", lambda: .5 }), Float64Array.of(6, 0, -1));
 * ```
 */
export function merge(vectors: readonly Vector[], method: MergeMethod): Float64Array {
  requireVectors(vectors);
  switch (method.kind) {
    case "task-arithmetic":
      return sum(vectors);
    case "average":
      return sum(vectors).map((total) => total / vectors.length);
    case "ties":
      return mergeTies(vectors, method);
    case "dare":
      return sum(dropAndRescale(vectors, method));
    case "breadcrumbs":
      return sum(vectors.map((vector) => keepBand(vector, method)));
    case "tsv":
      return mergeSingularVectors(vectors, method);
    case "iso-c":
      return mergeIsotropic(vectors, method);
    case "consensus":
      return mergeConsensus(vectors, method);
  }
}
