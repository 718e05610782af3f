import type { Measurement } from "../../src/lab/mod.ts";
import { armOf } from "../_experiments/settings_of.ts";
import { type Arms, armsOf } from "../_orthoreg/arms.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { type Negation, negationsOf } from "./negation.ts";
import { FAR_BELOW_THE_CAP } from "./settings.ts";

/** The updates whose negations a cell compares: those trained, or what a control makes of them. */
export async function comparedArms(measurement: Measurement): Promise<Arms> {
  const arms = await armsOf(measurement);
  switch (armOf(measurement)) {
    case "wrong-target":
      return { ...arms, treated: ofTheNextTask(arms.treated) };
    case "doubled-under-the-cap": {
      // At α = 1 they are a quarter, and half, of the way to what is chosen for the vectors themselves.
      const [{ scaling }] = await negationsOf(measurement, arms.plain) as [Negation];
      const short = (way: number) => scaled(arms.plain, scaling.map((alpha) => way * alpha));
      return { plain: short(1 / FAR_BELOW_THE_CAP), treated: short(2 / FAR_BELOW_THE_CAP) };
    }
    default:
      return arms;
  }
}

/** The same vectors, each multiplied by a factor of its own. */
export function scaled(updates: Updates, factors: readonly number[]): Updates {
  return {
    ...updates,
    vectors: updates.vectors.map((vector, t) => vector.map((value) => factors[t]! * value)),
    name: `${updates.name} times ${factors}`,
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
