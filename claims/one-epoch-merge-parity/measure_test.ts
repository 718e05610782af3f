import { assert, assertEquals, assertGreater } from "@std/assert";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Lab, Run } from "../../src/lab/mod.ts";
import { factsOfCell, remembering, suite } from "../_cell_testing.ts";
import { LAMBDAS } from "../_experiments/masks.ts";
import { FURTHER_METHODS, type MethodName, scalingGrid } from "../_experiments/merging.ts";
import { measure } from "./measure.ts";
import { spec } from "./spec.ts";

/** The facts of `further-methods` for one method, on the training of profile smoke. */
async function factsOf(method: MethodName, lab: Lab) {
  const { settings } = spec.readings.find(({ id }) => id === "fixed")!.protocols.smoke[0]!;
  const protocol = { id: method, settings: { ...settings, method } };
  const facts = await factsOfCell({ spec, measure }, { lab, reading: "further-methods", protocol });
  return facts as Record<string, number> & Record<"scaling" | "mask-lambda", readonly number[]>;
}

Deno.test("the further methods are measured at their own α, on the trainings that all share", async () => {
  const runs = new Map<string, Run>();
  await withEngine(openReplaced, async (engine) => {
    const lab = remembering(engine, runs);
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
