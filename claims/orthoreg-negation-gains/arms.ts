import type { Measurement } from "../../src/lab/mod.ts";
import { armOf } from "../_experiments/settings_of.ts";
import { type Arms, armsOf } from "../_orthoreg/arms.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { FAR_BELOW_THE_CAP } from "./settings.ts";

/** The updates whose negations a cell compares: those trained, or what a control makes of them. */
export async function comparedArms(measurement: Measurement): Promise<Arms> {
  const arms = await armsOf(measurement);
  switch (armOf(measurement)) {
    case "wrong-target":
      return { ...arms, treated: ofTheNextTask(arms.treated) };
    case "doubled-under-the-cap": {
      const plain = scaled(arms.plain, 1 / FAR_BELOW_THE_CAP);
      return { plain, treated: scaled(plain, 2) };
    }
    default:
      return arms;
  }
}

/** The same vectors, each multiplied: by a power of two, so that none is rounded. */
export function scaled(updates: Updates, factor: number): Updates {
  return {
    ...updates,
    vectors: updates.vectors.map((vector) => vector.map((value) => factor * value)),
    name: `${updates.name} times ${factor}`,
  };
}

/** The same vectors, each task having the next one's. */
export function ofTheNextTask(updates: Updates): Updates {
  const [first, ...others] = updates.vectors;
  return {
    ...updates,
    vectors: [...others, first!],
    name: `${updates.name} of the next task`,
  };
}
