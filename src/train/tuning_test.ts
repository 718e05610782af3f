import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { Tensor2D } from "@tensorflow/tfjs";
import { spread } from "../engine/_spread.ts";
import { testOnEveryDevice, withEngine } from "../engine/_testing.ts";
import { type Engine, openEngine } from "../engine/mod.ts";
import {
  deviceHead,
  encoderSize,
  flatten,
  headLoss,
  parameterPlaces,
  parameterTensors,
} from "../model/mod.ts";
import { ATTENTION, fineTuning, RECIPE, vitFineTuning } from "./_fine_tuning_testing.ts";
import { oneHot } from "./_labelled.ts";
import { linearised } from "./_linearised.ts";
import { expandLowRank, fineTune, type Regulariser, type Tuning } from "./mod.ts";

const LOW_RANK = { kind: "low-rank", parameters: ATTENTION, rank: 2, alpha: 6 } as const;
const TUNINGS: readonly Tuning[] = [
  { kind: "all" },
  { kind: "some", parameters: ATTENTION },
  LOW_RANK,
  { kind: "linearised" },
];
const NORM: Regulariser = { kind: "norm", gram: "columns", qkv: "fused", strength: .1 };
const ORTHOGONAL: Regulariser = { ...NORM, kind: "orthogonal", form: "unsquared" };

/** Entries of the named parameters, of an encoder's flat vector. */
function entries(names: readonly string[]): boolean[] {
  return parameterPlaces(vitFineTuning().encoder).flatMap(({ name, length }) =>
    Array(length).fill(names.includes(name))
  );
}

testOnEveryDevice("strength 0 changes no bit", async (engine) => {
  for (const tuning of TUNINGS) {
    const given = vitFineTuning({ tuning, record: { deltas: [1, 2], epochGradients: [2] } });
    const plain = await fineTune(engine, given);
    for (const form of [NORM, ORTHOGONAL]) {
      const { penalty, "penalty-premise": premise, ...found } = await fineTune(engine, {
        ...given,
        regulariser: { ...form, strength: 0 },
      });
      assertEquals(found, plain, tuning.kind);
      assertEquals([penalty!.length, premise!.length], [RECIPE.epochs, RECIPE.epochs]);
    }
  }
});

testOnEveryDevice("what is not named keeps every bit, and what is named moves", async (engine) => {
  const named = entries(ATTENTION);
  for (const tuning of [TUNINGS[1]!, LOW_RANK]) {
    const found = await fineTune(engine, vitFineTuning({ tuning, regulariser: ORTHOGONAL }));
    assertEquals(Array.from(found["delta-2"]!, (x) => x !== 0), named);
  }
});

testOnEveryDevice("all named is all", async (engine) => {
  const { encoder } = vitFineTuning();
  const record = { deltas: [2], evaluate: true };
  const tuning = { kind: "some", parameters: encoder.parameters.map(({ name }) => name) } as const;
  const found = await fineTune(engine, vitFineTuning({ tuning, record }));
  assertEquals(found, await fineTune(engine, vitFineTuning({ record })));
});

testOnEveryDevice(
  "factors are recorded with their scale, and make the displacement",
  async (engine) => {
    const tuned = vitFineTuning({ tuning: LOW_RANK, record: { deltas: [2], evaluate: true } });
    const { encoder, base } = tuned;
    const found = await fineTune(engine, tuned);
    const scale = found["low-rank-scale"]![0]!;
    assertEquals(scale, 3);
    const factors = found["low-rank-2"]!;
    // A [2, 4] and B [12, 2], then A [2, 4] and B [4, 2].
    assertEquals(factors.length, 8 + 24 + 8 + 8);
    const delta = expandLowRank(encoder, { tuning: LOW_RANK, factors, scale });
    assertEquals(delta, found["delta-2"]);
    const [weight] = parameterPlaces(encoder).filter(({ name }) => name === ATTENTION[0]);
    const byHand = 3 * (factors[8 + 2]! * factors[1]! + factors[8 + 3]! * factors[4 + 1]!);
    assertAlmostEquals(delta[weight!.offset + 4 + 1]!, byHand, 1e-7);
    // What was trained and evaluated is what the displacement stands for.
    const again = await fineTune(
      engine,
      vitFineTuning({
        base: base.map((w, i) => w + delta[i]!),
        record: { deltas: [], evaluate: true },
        recipe: { ...RECIPE, epochs: 0 },
      }),
    );
    assertAlmostEquals(again["test-loss"]![0]!, found["test-loss"]![2]!, 1e-5);
  },
);

testOnEveryDevice(
  "at the base a linearised network is the network, to first order",
  async (engine) => {
    const { encoder, base, head, train } = vitFineTuning();
    const inputs = engine.tensor(train.features, [train.count, encoder.inputs]) as Tensor2D;
    const targets = engine.tensor(oneHot(train.labels, 3), [train.count, 3]) as Tensor2D;
    const at = { head: deviceHead(engine, { encoder, head }), inputs, targets };
    const parameters = parameterTensors(engine, { encoder, theta: base });
    const linear = headLoss(linearised(encoder, parameters), at);
    const still = parameters.map((w) => engine.tf.zerosLike(w));
    const [ours, theirs] = [
      engine.gradient(linear, still),
      engine.gradient(headLoss(encoder, at), parameters),
    ];
    assertAlmostEquals(
      (await engine.read(ours.loss))[0]!,
      (await engine.read(theirs.loss))[0]!,
      1e-6,
    );
    const expected = await flatten(engine, theirs.gradient);
    (await flatten(engine, ours.gradient)).forEach((g, i) =>
      assertAlmostEquals(g, expected[i]!, 1e-5)
    );
  },
);

testOnEveryDevice(
  "a linearised network's gradient is that of finite differences",
  async (engine) => {
    const { encoder, base, head, train } = vitFineTuning();
    const inputs = engine.tensor(train.features, [train.count, encoder.inputs]) as Tensor2D;
    const targets = engine.tensor(oneHot(train.labels, 3), [train.count, 3]) as Tensor2D;
    const parameters = parameterTensors(engine, { encoder, theta: base });
    const loss = headLoss(linearised(encoder, parameters), {
      head: deviceHead(engine, { encoder, head }),
      ...{ inputs, targets },
    });
    const size = encoderSize(encoder), step = 4e-3;
    const upload = (theta: Float32Array) => parameterTensors(engine, { encoder, theta });
    // Far from the base, where the network itself has another gradient.
    const at = spread(size, 6).map((x) => x / 4);
    const along = spread(size, 9);
    const value = async (move: number) =>
      (await engine.read(loss(upload(at.map((x, i) => x + move * along[i]!)))))[0]!;
    const gradient = await flatten(engine, engine.gradient(loss, upload(at)).gradient);
    const expected = (await value(step) - await value(-step)) / (2 * step);
    const found = gradient.reduce((sum, g, i) => sum + g * along[i]!, 0);
    assertAlmostEquals(found / expected, 1, 2e-3);
  },
);

Deno.test("what cannot be tuned is refused by name, and nothing stays on the device", async () => {
  await withEngine(() => openEngine({ device: "cpu" }), async (engine: Engine) => {
    const refused = (tuning: Tuning, message: string) =>
      assertRejects(() => fineTune(engine, vitFineTuning({ tuning })), RangeError, message);
    await refused({ kind: "some", parameters: ["w9"] }, "Cannot train 'w9' of the network vit 4x1");
    await refused({ kind: "some", parameters: [] }, "none of its parameters is named");
    await refused({ ...LOW_RANK, parameters: ["ln_post.bias"] }, "Cannot factor 'ln_post.bias'");
    await refused({ ...LOW_RANK, rank: 0 }, "factors of rank 0");
    const { base: start } = vitFineTuning();
    for (const tuning of TUNINGS.slice(1, 3)) {
      await assertRejects(
        () => fineTune(engine, vitFineTuning({ tuning, start })),
        RangeError,
        "leave out the start",
      );
    }
    await assertRejects(
      () => fineTune(engine, fineTuning({ tuning: { kind: "linearised" } })),
      RangeError,
      "Cannot linearise the network mlp 5-8-4",
    );
    assertEquals(engine.tf.memory().numTensors, 0);
    for (const tuning of TUNINGS) {
      await fineTune(engine, vitFineTuning({ tuning, regulariser: ORTHOGONAL }));
      assertEquals(engine.tf.memory().numTensors, 0);
    }
  });
});
