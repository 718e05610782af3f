import { assertEquals, assertGreater } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Cell, Lab } from "../../src/lab/mod.ts";
import { frozenBase } from "../_experiments/base.ts";
import { evaluating } from "../_experiments/merging.ts";
import { MODELS } from "../_experiments/model.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import { pairSurfaces } from "./pairs.ts";

const base = frozenBase(MODELS.mlp);
const settings: UpdateSettings = {
  ...{ model: "mlp", base: "frozen", method: "non-lin", penalty: "none" },
  ...{ tasks: 2, samples: 256, epochs: 1, batchSize: 32, strengths: [1] },
};

Deno.test("a vector that empties the network changes what is not of the first class, on the other task", async () => {
  await withEngine(openReplaced, async (engine) => {
    const lab: Lab = { engine, remember: async (_recipe, measure) => await measure() };
    const suite = proceduralSuite({ profile: "smoke" });
    const context = { lab, suite, cell: { seed: 0 } as Cell };
    const still = new Float32Array(base.length);
    const vectors = [base.map((weight) => -weight), still];
    const updates = { settings, strength: 0, vectors, name: "the base, subtracted" };
    const [first, second] = await evaluating(
      context,
      { settings, split: "test" },
      async ({ predict }) =>
        (await predict(still, 1)).map((classes) =>
          classes.subarray(0, 120).filter((label) => label !== 0).length / 120
        ),
    );
    assertGreater(Math.abs(first! - second!), 0.01);
    assertGreater(second!, 0.5);
    const [surface] = await pairSurfaces(context, { updates, grid: [0, 1] });
    // Without weights every logit is 0, and of equal ones the first counts.
    assertEquals(surface!.values, [[0, 0], [second!, second!]]);
    assertEquals(surface!.mean, second! / 2);
  });
});
