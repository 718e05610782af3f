import { largest } from "./_largest.ts";
import { requireSetting } from "./_vectors.ts";
import type { Breadcrumbs, Vector } from "./method.ts";

/** A vector's breadcrumbs, zero elsewhere: see {@linkcode Breadcrumbs}. */
export function keepBand(vector: Vector, method: Breadcrumbs): Float64Array {
  const { beta = 0.85, gamma = 0.993, layers } = method;
  requireSetting(beta >= 0 && beta < gamma && gamma <= 1, {
    name: "the band (beta, gamma)",
    value: `(${beta}, ${gamma})`,
    range: "one with 0 ≤ beta < gamma ≤ 1",
  });
  const kept = new Float64Array(vector.length);
  let start = 0;
  for (const size of sizesOf(vector, layers)) {
    const layer = vector.subarray(start, start + size);
    for (const i of largest(layer, size - Math.round(beta * size))) kept[start + i] = layer[i]!;
    for (const i of largest(layer, size - Math.round(gamma * size))) kept[start + i] = 0;
    start += size;
  }
  return kept;
}

function sizesOf(vector: Vector, layers: Breadcrumbs["layers"]): readonly number[] {
  if (layers === "whole") return [vector.length];
  const counts = layers.every((size) => Number.isInteger(size) && size > 0);
  const total = layers.reduce((sum, size) => sum + size, 0);
  requireSetting(counts && total === vector.length, {
    name: "the list of layers",
    value: `[${layers.join(", ")}]`,
    range: `one of positive whole numbers with the sum ${vector.length}`,
  });
  return layers;
}
