import { assertEquals } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Measurement } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { frozenBase } from "./base.ts";
import { tunedLambdas } from "./masks.ts";
import { MODELS } from "./model.ts";
import { everyProfile } from "./settings.ts";

// The second task's noise ruins the base. The first has .45 of it: its mask drops the noise from
// λ = .5 on, and of .5 and .6 the smaller counts. The second's mask keeps it at every λ: all equal.
Deno.test("a task's λ is the smallest of those best on its own validation set", async () => {
  const smoke = proceduralSuite({ profile: "smoke" });
  const suite = { ...smoke, tasks: smoke.tasks.slice(0, 2) };
  const random = stream("masks");
  const noise = frozenBase(MODELS.mlp).map(() => random.normal());
  const taskVectors = [noise.map((value) => 0.45 * value), noise];
  const { settings } = everyProfile().smoke[0]!;
  await withEngine(openReplaced, async (engine) => {
    const lab: Measurement["lab"] = {
      engine,
      remember: (_recipe, train) => Promise.resolve(train()),
    };
    const measurement = { lab, suite, cell: { seed: 0 } } as unknown as Measurement;
    assertEquals(await tunedLambdas(measurement, { settings, taskVectors }), [0.5, 0.2]);
  });
});
