import { assertEquals, assertLess, assertNotEquals, assertRejects } from "@std/assert";
import { testOnEveryDevice, withEngine } from "../engine/_testing.ts";
import { type Engine, openEngine } from "../engine/mod.ts";
import { fineTune, type FineTuning, fullGradient } from "./mod.ts";
import { fineTuning, RECIPE } from "./_fine_tuning_testing.ts";

const onCpu = (test: (engine: Engine) => Promise<void>) => () =>
  withEngine(() => openEngine({ device: "cpu" }), test);

const still = { kind: "adamw", learningRate: 0, weightDecay: .1 } as const;
const sgd = { kind: "sgd", learningRate: .05 } as const;

testOnEveryDevice(
  "one full-batch epoch of descent moves by −η times the gradient",
  async (engine) => {
    const recipe = { ...RECIPE, optimiser: sgd, batchSize: "full", epochs: 1 } as const;
    const tuning = fineTuning({ recipe, record: { deltas: [1], fullGradients: [0] } });
    const found = await fineTune(engine, tuning);
    const gradient = await fullGradient(engine, {
      ...tuning,
      theta: tuning.base,
      set: tuning.train,
    });
    assertEquals(found["full-gradient-0"], Float32Array.from(gradient));
    const scale = Math.hypot(...gradient);
    // The epoch's order is another, so that its sums may round otherwise.
    gradient.forEach((g, i) => assertLess(Math.abs(found["delta-1"]![i]! + .05 * g), 1e-7 * scale));
    assertLess(Math.abs(found["gradient-norm"]![0]! / scale - 1), 1e-6);
    assertLess(Math.abs(found["displacement"]![0]! / (.05 * scale) - 1), 1e-6);
  },
);

testOnEveryDevice("a key decides every bit, and another key trains otherwise", async (engine) => {
  const tuning = fineTuning({
    record: { deltas: [1, 2], epochGradients: [2], fullGradients: [1], evaluate: true },
  });
  const [once, again] = [await fineTune(engine, tuning), await fineTune(engine, tuning)];
  assertEquals(again, once);
  assertEquals(
    Object.keys(once).sort(),
    [
      ...["batch-loss", "delta-1", "delta-2", "displacement", "epoch-gradient-2"],
      ...["full-gradient-1", "full-gradient-norm", "gradient-norm"],
      ...["test-accuracy", "test-loss", "train-accuracy", "train-loss"],
      ...["validation-accuracy", "validation-loss"],
    ],
  );
  assertEquals(once["full-gradient-norm"]!.length, RECIPE.epochs + 1);
  const other = await fineTune(engine, { ...tuning, order: ["test", 1] });
  assertNotEquals(other["delta-1"], once["delta-1"]);
  assertEquals(other["train-loss"]![0], once["train-loss"]![0]);
});

testOnEveryDevice(
  "a learning rate of 0 moves nothing, and gradients are recorded",
  async (engine) => {
    const tuning = fineTuning({
      recipe: { ...RECIPE, optimiser: still },
      record: { deltas: [1, 2], epochGradients: [1, 2] },
    });
    const found = await fineTune(engine, tuning);
    assertEquals(found["displacement"], Float64Array.of(0, 0));
    for (const epoch of [1, 2]) {
      assertEquals(found[`delta-${epoch}`]!.every((x) => x === 0), true);
      assertEquals(found[`epoch-gradient-${epoch}`]!.some((x) => x !== 0), true);
    }
  },
);

Deno.test(
  "nothing of the caller's changes, and nothing stays on the device",
  onCpu(async (engine) => {
    const tuning = fineTuning({ record: { deltas: [2], epochGradients: [1], evaluate: true } });
    const { encoder: _, ...given } = tuning;
    const before = structuredClone(given);
    await fineTune(engine, tuning);
    assertEquals(given, before);
    assertEquals(engine.tf.memory().numTensors, 0);
    const wild = { ...RECIPE, optimiser: { kind: "sgd", learningRate: 1e38 } } as const;
    await assertRejects(() => fineTune(engine, { ...tuning, recipe: wild }), RangeError);
    assertEquals(engine.tf.memory().numTensors, 0);
  }),
);

Deno.test(
  "a run may start away from the base, and displacements are from the base",
  onCpu(async (engine) => {
    const start = fineTuning().base.map((_, i) => i % 3 / 64);
    const recipe = { ...RECIPE, optimiser: still };
    const found = await fineTune(engine, fineTuning({ start, recipe }));
    assertEquals(found["delta-2"], start);
    assertEquals(found["displacement"], Float64Array.of(0, 0));

    const moved = fineTuning().base.map((weight, i) => weight + start[i]!);
    const there = await fineTune(
      engine,
      fineTuning({ start, record: { deltas: [2], evaluate: true } }),
    );
    const same = await fineTune(
      engine,
      fineTuning({ base: moved, record: { deltas: [2], evaluate: true } }),
    );
    assertEquals(there["train-loss"]![0], same["train-loss"]![0]);
    there["delta-2"]!.forEach((delta, i) =>
      assertLess(Math.abs(delta - start[i]! - same["delta-2"]![i]!), 1e-5)
    );
  }),
);

Deno.test(
  "labels may differ by epoch, and evaluations keep the set's own",
  onCpu(async (engine) => {
    const record = { deltas: [1, 2], evaluate: true };
    const tuning = fineTuning({ record });
    const plain = await fineTune(engine, tuning);
    const turned = tuning.train.labels.map((label) => (label + 1) % 3);
    const labelsOf = (epoch: number) => epoch === 1 ? tuning.train.labels : turned;
    const found = await fineTune(engine, { ...tuning, labelsOf });
    assertEquals(found["delta-1"], plain["delta-1"]);
    assertNotEquals(found["delta-2"], plain["delta-2"]);
    assertEquals(found["train-loss"]!.slice(0, 2), plain["train-loss"]!.slice(0, 2));
  }),
);

Deno.test(
  "samples that fill no mini-batch are left out, and other ones in every epoch",
  onCpu(async (engine) => {
    const seen: string[] = [];
    const tuning = fineTuning({
      recipe: { ...RECIPE, epochs: 4, optimiser: still },
      record: { deltas: [], epochGradients: [1, 2, 3, 4] },
    });
    const found = await fineTune(engine, tuning);
    for (const epoch of [1, 2, 3, 4]) seen.push(found[`epoch-gradient-${epoch}`]!.join());
    assertEquals(new Set(seen).size, 4);
  }),
);

Deno.test(
  "what cannot be trained on is refused by name",
  onCpu(async (engine) => {
    const { train, recipe } = fineTuning();
    const refused = (overrides: Partial<FineTuning>, message: string) =>
      assertRejects(() => fineTune(engine, fineTuning(overrides)), RangeError, message);
    const none = { features: new Float32Array(0), labels: new Uint16Array(0), count: 0 };
    await refused({ train: none }, "Cannot use the train set: it is empty");
    await refused({ test: none }, "Cannot use the test set: it is empty");
    await refused(
      { validation: { ...train, labels: train.labels.with(6, 3) } },
      "validation set: sample 6 has the label 3, the head has 3 classes",
    );
    await refused({ train: { ...train, count: 17 } }, "17 samples are 85 features");
    await refused({ labelsOf: () => train.labels.subarray(1) }, "18 samples have 17 labels");
    await refused({ labelsOf: () => train.labels.with(0, 9) }, "sample 0 has the label 9");
    await refused({ recipe: { ...recipe, batchSize: 19 } }, "mini-batches of 19");
    await refused({ recipe: { ...recipe, batchSize: 0 } }, "mini-batches of 0");
  }),
);

Deno.test(
  "a run that diverges throws, and names epoch and step",
  onCpu(async (engine) => {
    const recipe = { ...RECIPE, optimiser: { kind: "sgd", learningRate: 3e38 } } as const;
    await assertRejects(
      () => fineTune(engine, fineTuning({ recipe })),
      RangeError,
      "the loss is NaN at epoch 1, step 2 of 4",
    );
    // No loss is taken any more after the last step.
    const last = { ...RECIPE, optimiser: { kind: "sgd", learningRate: 1e39 } } as const;
    await assertRejects(
      () => fineTune(engine, fineTuning({ recipe: { ...last, batchSize: "full", epochs: 1 } })),
      RangeError,
      "weights are not finite after epoch 1, step 1 of 1",
    );
    assertEquals(engine.tf.memory().numTensors, 0);
  }),
);
