import { assertEquals } from "@std/assert";
import type { Recipe } from "../../src/lab/mod.ts";
import { SETTINGS, untrained } from "./_testing.ts";
import { chosenStrength, updatesOf } from "./strength.ts";
import { updatesAt } from "./updates.ts";

/** What was found of the updates of each strength. */
interface Found {
  readonly validation: readonly number[];
  readonly test?: readonly number[];
  readonly experts?: readonly number[];
}

const { strengths } = SETTINGS;

/** A context of one seed in which what each strength leads to was found before, seed by seed. */
async function foundBefore(seed: number, bySeed: readonly Found[]) {
  const names: string[] = [];
  const context = untrained(seed, ({ kind, updates, seed }: Recipe) => {
    const i = names.indexOf(updates as string);
    const { validation, test = validation, experts = validation } = bySeed[seed as number]!;
    const of = (values: readonly number[]) => Float64Array.of(values[i]!, values[i]!);
    return kind === "experts of updates" ? { test: of(experts), validation: of(experts) } : {
      alpha: Float64Array.of(1),
      onEdge: Float64Array.of(0),
      merged: of(test),
      validation: Float64Array.of(validation[i]!),
      beyond: Float64Array.of(1, test[i]!),
    };
  });
  for (const strength of strengths) {
    names.push((await updatesAt(context, { settings: SETTINGS, strength })).name);
  }
  return context;
}

const seed0: Found = {
  validation: [0.5, 0.6, 0.8, 0.4],
  // Each of these, and validation over the experts, is best elsewhere than validation.
  test: [0.5, 0.7, 0.4, 0.6],
  experts: [0.9, 0.85, 0.8, 0.2],
};
const seed1: Found = { validation: [0.4, 0.5, 0.6, 0.9] };

Deno.test("λ is the one whose sum is best on validation, not on test, by its experts or over them", async () => {
  assertEquals(await chosenStrength(await foundBefore(0, [seed0]), SETTINGS), 10);
});

Deno.test("of strengths that are equally good the smallest is taken", async () => {
  const tied = { ...seed0, validation: [0.6, 0.8, 0.8, 0.4] };
  assertEquals(await chosenStrength(await foundBefore(0, [tied]), SETTINGS), 1);
});

Deno.test("seed 0 decides for the others, which are trained by their own seed", async () => {
  const { strength, vectors } = await updatesOf(await foundBefore(1, [seed0, seed1]), SETTINGS);
  assertEquals(strength, 10);
  assertEquals(vectors.map((vector) => [...vector]), [[1, 10], [1, 10]]);
});

Deno.test("there is nothing to choose of one strength, nor without a penalty", async () => {
  const context = untrained(0, () => {
    throw new TypeError("nothing is merged here");
  });
  const one = await updatesOf(context, { ...SETTINGS, strengths: [100] });
  const none = await updatesOf(context, { ...SETTINGS, penalty: "none" });
  assertEquals([one.strength, [...one.vectors[0]!]], [100, [0, 100]]);
  assertEquals([none.strength, [...none.vectors[0]!]], [0, [0, 0]]);
});
