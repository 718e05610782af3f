import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Cell, Lab, Run } from "../../src/lab/mod.ts";
import { frozenBase } from "../_experiments/base.ts";
import { mean } from "../_experiments/merging.ts";
import { MODELS } from "../_experiments/model.ts";
import { measure } from "./measure.ts";
import { spec } from "./spec.ts";

const suite = proceduralSuite({ profile: "smoke" });
const reading = spec.readings.find(({ id }) => id === "loss")!;
const control = spec.controls.find(({ id }) => id === "flipped")!;
const base = frozenBase(MODELS.mlp);
const still = new Float32Array(base.length);

Deno.test("of rounds the last counts, also where one before it has a lower loss", async () => {
  const facts: Record<string, number | readonly number[]> = {};
  await withEngine(openReplaced, async (engine) => {
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
    const names = { claim: spec.id, reading: reading.id, input: "procedural", part: "loss" };
    const protocol = control.protocols!.smoke[0]!;
    const cell: Cell = { ...names, arm: "control:flipped", key: "flipped", protocol, seed: 0 };
    await measure({
      ...{ cell, reading, lab, suite },
      get source(): never {
        throw new TypeError("an experiment is measured on the suite");
      },
      record: ({ name, value }) => facts[name] = value as number,
    });
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
