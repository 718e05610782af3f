import { stream } from "../random/mod.ts";
import { requireSetting } from "./_vectors.ts";
import type { Dare, Vector } from "./method.ts";

/** Each vector without the coordinates its mask drops, rescaled: see {@linkcode Dare}. */
export function dropAndRescale(vectors: readonly Vector[], method: Dare): Float64Array[] {
  const { drop, key, names } = method;
  requireSetting(drop >= 0 && drop < 1, { name: "drop", value: drop, range: "in [0, 1)" });
  requireSetting(names.length === vectors.length, {
    name: "the number of names",
    value: names.length,
    range: `the number of vectors, ${vectors.length}`,
  });
  requireSetting(new Set(names).size === names.length, {
    name: "the list of names",
    value: names.join(", "),
    range: "one of different names",
  });
  return vectors.map((vector, index) => {
    const random = stream(...key, names[index]!);
    // Lengths of runs of dropped coordinates are geometric: one draw a kept coordinate, not one each.
    const run = () => Math.floor(Math.log(1 - random.uniform()) / Math.log(drop));
    const kept = new Float64Array(vector.length);
    for (let i = run(); i < kept.length; i += 1 + run()) kept[i] = vector[i]! / (1 - drop);
    return kept;
  });
}
