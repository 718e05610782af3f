import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Lab, Run } from "../../src/lab/mod.ts";
import { factsOfCell, suite } from "../_cell_testing.ts";
import { frozenBase } from "../_experiments/base.ts";
import { mean } from "../_experiments/merging.ts";
import { MODELS } from "../_experiments/model.ts";
import { measure } from "./measure.ts";
import { spec } from "./spec.ts";

const control = spec.controls.find(({ id }) => id === "flipped")!;
const base = frozenBase(MODELS.mlp);
const still = new Float32Array(base.length);

Deno.test("of rounds the last counts, also where one before it has a lower loss", async () => {
  const facts = await withEngine(openReplaced, async (engine) => {
    const lab: Lab = {
      engine,
      async remember<R extends Run>(recipe: Record<string, unknown>, make: () => Promise<R> | R) {
        switch (recipe["kind"]) {
          case "fine-tuning":
            return Object.fromEntries(
              (recipe["deltas"] as number[]).map((epoch) => [`delta-${epoch}`, still]),
            ) as Run as R;
          case "iterative-merging":
            // The second round takes all weights away.
            return {
              "iterate-1": still,
              "iterate-2": base.map((weight) => -weight),
            } as Run as R;
          default:
            return await make();
        }
      },
    };
    const protocol = control.protocols.smoke[0]!;
    return await factsOfCell(
      { spec, measure },
      { lab, reading: "loss", arm: "control:flipped", protocol },
    );
  });
  const [first, last] = facts["loss-by-round"] as readonly [number, number];
  assertGreater(last, first);
  // Without weights every class of a task is as likely as the others.
  assertAlmostEquals(last, mean(suite.tasks.map(({ classes }) => Math.log(classes.length))), 1e-6);
  assertEquals(facts["iterative-loss"], last);
  assertEquals(facts["one-shot-loss"], first);
  const accuracies = facts["accuracy-by-round"] as readonly [number, number];
  assertGreater(accuracies[0], accuracies[1]);
  assertEquals([facts["one-shot-accuracy"], facts["iterative-accuracy"]], [...accuracies]);
});
