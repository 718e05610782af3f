import { norm, withNorm } from "../../src/measure/mod.ts";
import { merge } from "../../src/merge/mod.ts";
import type { Updates } from "../_orthoreg/updates.ts";

/** Updates with one direction more, the same for all: their sum's, as long as each vector itself. */
export function withCommonDirection(updates: Updates): Updates {
  const direction = merge(updates.vectors, { kind: "task-arithmetic" });
  const vectors = updates.vectors.map((vector) =>
    withNorm(direction, norm(vector)).map((entry, i) => entry + vector[i]!)
  );
  return { ...updates, vectors, name: `${updates.name}, with a common direction` };
}
