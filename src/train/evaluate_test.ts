import { assertAlmostEquals, assertEquals, assertLess, assertRejects } from "@std/assert";
import { spread } from "../engine/_spread.ts";
import { testOnEveryDevice, withEngine } from "../engine/_testing.ts";
import { openEngine } from "../engine/mod.ts";
import { mlpEncoder } from "../model/mod.ts";
import { evaluate, fineTune, fullGradient, openEvaluator } from "./mod.ts";
import { fineTuning, vitFineTuning } from "./_fine_tuning_testing.ts";

/** One layer without biases whose weights are the identity: embeddings are features. */
const encoder = mlpEncoder({
  widths: [2, 2],
  activation: "linear",
  loss: "cross-entropy",
  bias: false,
});
const identity = Float32Array.of(1, 0, 0, 1);
const head = { prototypes: Float32Array.of(1, 0, 0, 1), classes: 2, width: 2, scale: 2 };

testOnEveryDevice("accuracy and loss are what the hand computes", async (engine) => {
  const set = {
    features: Float32Array.of(5, 0, 0, 3, .6, .8, -4, 3),
    labels: Uint16Array.of(0, 0, 1, 1),
    count: 4,
  };
  const found = await evaluate(engine, { encoder, theta: identity, head, set });
  // Logits 2·(1, 0), 2·(0, 1), 2·(.6, .8), 2·(−.8, .6).
  const margins = [2, -2, .4, 2.8];
  assertEquals(found.accuracy, .75);
  const expected = margins.reduce((sum, margin) => sum + Math.log1p(Math.exp(-margin)), 0) / 4;
  assertAlmostEquals(found.loss, expected, 1e-6);
});

testOnEveryDevice(
  "sets of any length are evaluated at any weights, each under its head",
  async (engine) => {
    const count = 1030;
    const set = {
      features: spread(2 * count),
      labels: Uint16Array.from({ length: count }, (_, i) => i % 2),
      count,
    };
    const swapped = { ...head, prototypes: Float32Array.of(0, 1, 1, 0) };
    const evaluator = openEvaluator(engine, {
      encoder,
      sets: [{ head, set }, { head: swapped, set }],
    });
    const [plain, other] = await evaluator.evaluate(identity);
    const right = Array.from(set.labels).filter((label, i) =>
      label === (set.features[2 * i]! >= set.features[2 * i + 1]! ? 0 : 1)
    );
    assertEquals(plain!.accuracy, right.length / count);
    assertAlmostEquals(other!.accuracy, 1 - plain!.accuracy, 1e-12);
    const [turned] = await evaluator.evaluate(Float32Array.of(0, 1, 1, 0));
    assertAlmostEquals(turned!.loss, other!.loss, 1e-6);
    evaluator.dispose();
    assertEquals(engine.tf.memory().numTensors, 0);
  },
);

testOnEveryDevice("a gradient over many samples is the mean of the parts'", async (engine) => {
  const { encoder, base, head, train } = fineTuning();
  const where = { encoder, head, theta: base };
  const once = await fullGradient(engine, { ...where, set: train });
  // More than are taken in one go: every sample as often as any other.
  const [times, size] = [150, train.features.length];
  const many = {
    features: Float32Array.from({ length: times * size }, (_, i) => train.features[i % size]!),
    labels: Uint16Array.from(
      { length: times * train.count },
      (_, i) => train.labels[i % train.count]!,
    ),
    count: times * train.count,
  };
  const found = await fullGradient(engine, { ...where, set: many });
  const scale = Math.hypot(...once);
  found.forEach((g, i) => assertLess(Math.abs(g - once[i]!), 1e-6 * scale));
});

Deno.test("weights that have diverged are no result", async () => {
  await withEngine(() => openEngine({ device: "cpu" }), async (engine) => {
    const set = { features: Float32Array.of(1, 1), labels: Uint16Array.of(0), count: 1 };
    const theta = Float32Array.of(NaN, 0, 0, 1);
    await assertRejects(
      () => evaluate(engine, { encoder, theta, head, set }),
      RangeError,
      "the weights have diverged",
    );
    assertEquals(engine.tf.memory().numTensors, 0);
  });
});

testOnEveryDevice("the class of the largest logit is predicted, set by set", async (engine) => {
  const count = 1030;
  const set = {
    features: spread(2 * count),
    labels: new Uint16Array(count),
    count,
  };
  const swapped = { ...head, prototypes: Float32Array.of(0, 1, 1, 0) };
  const sets = [{ head, set }, { head: swapped, set }];
  const evaluator = openEvaluator(engine, { encoder, sets });
  const [plain, other] = await evaluator.predict(identity);
  evaluator.dispose();
  for (let i = 0; i < count; i++) {
    const expected = set.features[2 * i]! >= set.features[2 * i + 1]! ? 0 : 1;
    assertEquals([plain![i], other![i]], [expected, 1 - expected]);
  }
});

testOnEveryDevice(
  "a network linearised at the base is evaluated as it was trained",
  async (engine) => {
    const tuned = vitFineTuning({
      tuning: { kind: "linearised" },
      record: { deltas: [2], evaluate: true },
    });
    const { encoder, base, head, validation, test } = tuned;
    const found = await fineTune(engine, tuned);
    const theta = base.map((weight, i) => weight + found["delta-2"]![i]!);
    const sets = [validation, test].map((set) => ({ head, set }));
    const linear = openEvaluator(engine, { encoder, sets, linearisedAt: base });
    const plain = openEvaluator(engine, { encoder, sets });

    const [onValidation, onTest] = await linear.evaluate(theta);
    assertAlmostEquals(onValidation!.loss, found["validation-loss"]![2]!, 1e-4);
    assertAlmostEquals(onTest!.loss, found["test-loss"]![2]!, 1e-4);
    assertEquals(onTest!.accuracy, found["test-accuracy"]![2]!);
    const [named] = (await linear.predict(theta)).slice(1);
    const right = test.labels.filter((label, i) => label === named![i]).length;
    assertEquals(right / test.count, onTest!.accuracy);

    // The same at the base and only there.
    const [atBase, there] = [await plain.evaluate(base), await plain.evaluate(theta)];
    assertAlmostEquals((await linear.evaluate(base))[1]!.loss, atBase[1]!.loss, 1e-6);
    assertEquals(Math.abs(there[1]!.loss - onTest!.loss) > 1e-3, true);
    linear.dispose();
    plain.dispose();
    assertEquals(engine.tf.memory().numTensors, 0);
  },
);
