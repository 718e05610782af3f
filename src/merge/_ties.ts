import { largest } from "./_largest.ts";
import { requireSetting } from "./_vectors.ts";
import type { Ties, Vector } from "./method.ts";

/** Trim, elect, combine: see {@linkcode Ties}. */
export function mergeTies(vectors: readonly Vector[], method: Ties): Float64Array {
  const { keep = 0.2, combine = "mean" } = method;
  requireSetting(keep > 0 && keep <= 1, { name: "keep", value: keep, range: "in (0, 1]" });
  const kept = vectors.map((vector) => largest(vector, Math.round(keep * vector.length)));
  const elected = new Float64Array(vectors[0]!.length);
  kept.forEach((indices, t) => {
    for (const i of indices) elected[i]! += vectors[t]![i]!;
  });
  const combined = new Float64Array(elected.length);
  const agreeing = new Uint32Array(elected.length);
  kept.forEach((indices, t) => {
    for (const i of indices) {
      const value = vectors[t]![i]!;
      if (value * Math.sign(elected[i]!) <= 0) continue;
      combined[i]! += value;
      agreeing[i]!++;
    }
  });
  if (combine === "sum") return combined;
  return combined.map((total, i) => total / Math.max(1, agreeing[i]!));
}
