import { assert, assertEquals, assertGreater } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Cell, Lab, Run } from "../../src/lab/mod.ts";
import { LAMBDAS } from "../_experiments/masks.ts";
import { FURTHER_METHODS, type MethodName, scalingGrid } from "../_experiments/merging.ts";
import { measure } from "./measure.ts";
import { spec } from "./spec.ts";

const suite = proceduralSuite({ profile: "smoke" });
const readingOf = (name: string) => spec.readings.find(({ id }) => id === name)!;

/** The facts of `further-methods` for one method, on the training of profile smoke. */
async function factsOf(method: MethodName, lab: Lab) {
  const reading = readingOf("further-methods");
  const { settings } = readingOf("fixed").protocols.smoke[0]!;
  const protocol = { id: method, settings: { ...settings, method } };
  const names = { claim: spec.id, reading: reading.id, arm: "main", input: "procedural" };
  const cell: Cell = { ...names, key: method, part: method, protocol, seed: 0 };
  const facts: Record<string, unknown> = {};
  await measure({
    cell,
    reading,
    lab,
    get source(): never {
      throw new TypeError("an experiment is measured on the suite");
    },
    suite,
    record: ({ name, value }) => facts[name] = value,
  });
  return facts as Record<string, number> & Record<"scaling" | "mask-lambda", readonly number[]>;
}

Deno.test("the further methods are measured at their own α, on the trainings that all share", async () => {
  const runs = new Map<string, Run>();
  await withEngine(openReplaced, async (engine) => {
    const lab: Lab = {
      engine,
      async remember<R extends Run>(recipe: object, train: () => Promise<R> | R) {
        const key = JSON.stringify(recipe);
        if (!runs.has(key)) runs.set(key, await train());
        return runs.get(key) as R;
      },
    };
    const bases = new Set<number>(), convergences = new Set<number>();
    for (const method of FURTHER_METHODS) {
      const { base, convergence, scaling, ...facts } = await factsOf(method, lab);
      for (const alpha of scaling) assert(scalingGrid({ kind: method }).includes(alpha), method);
      // What the criterion asks before it lets a method count.
      assertGreater(convergence!, base! + 2, method);
      assertGreater(convergence!, facts["one-epoch"]!, method);
      const lambdas = facts["mask-lambda"] ?? [];
      assertEquals(lambdas.length, method === "consensus" ? 2 * suite.tasks.length : 0, method);
      for (const lambda of lambdas) assert(LAMBDAS.some((tried) => tried === lambda), method);
      bases.add(base!);
      convergences.add(convergence!);
    }
    assertEquals([bases.size, convergences.size], [1, FURTHER_METHODS.length]);
  });
});
