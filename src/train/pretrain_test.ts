import { assert, assertAlmostEquals, assertEquals, assertLess, assertRejects } from "@std/assert";
import type { Tensor2D } from "@tensorflow/tfjs";
import { type Engine, openEngine } from "../engine/mod.ts";
import { withEngine } from "../engine/_testing.ts";
import { flatten, initialise, mlpEncoder, parameterTensors } from "../model/mod.ts";
import { stream } from "../random/mod.ts";
import type { Architecture } from "../reference/mod.ts";
import { classifierLoss } from "./_classifier.ts";
import { pretrain, type PretrainingProgress, type PretrainingRecipe } from "./mod.ts";

const TINY: PretrainingRecipe = {
  seed: 3,
  images: 240,
  widths: [460, 16, 8],
  scale: 16,
  optimiser: { kind: "adamw", learningRate: 0.02, weightDecay: 0.05 },
  schedule: { kind: "cosine", warmupSteps: 4 },
  clip: 1,
  batchSize: 32,
  epochs: 4,
};

const onCpu = () => openEngine({ device: "cpu" });

/** WebGPU is left out: on a software adapter it takes a hundred times as long. */
function test(name: string, check: (engine: Engine) => Promise<void>): void {
  for (const device of ["cpu", "wasm"] as const) {
    Deno.test(`${name}: ${device}`, () => withEngine(() => openEngine({ device }), check));
  }
}

test("a pretraining repeats bit for bit and lowers its loss", async (engine) => {
  const tensors = engine.tf.memory().numTensors;
  const seen: PretrainingProgress[] = [];
  const first = await pretrain(engine, { recipe: TINY, onEpoch: (epoch) => seen.push(epoch) });
  assertEquals(await pretrain(engine, { recipe: TINY }), first);
  assertEquals(engine.tf.memory().numTensors, tensors, "it leaks tensors");
  assertEquals(seen.map(({ epoch, epochs }) => [epoch, epochs]), [[1, 4], [2, 4], [3, 4], [4, 4]]);
  assertEquals(Float64Array.from(seen, ({ loss }) => loss), first.losses);
  assertEquals(first.base.length, 460 * 16 + 16 + 16 * 8 + 8);
  assert(first.base.every(Number.isFinite));
  assertLess(first.losses[3]!, first.losses[0]! - 0.5);
  // By chance it would name the class of one image.
  assert(first.accuracy > 10 / 240, `accuracy ${first.accuracy}`);
});

Deno.test("seed, images and order all have a part in what comes out", async () => {
  await withEngine(onCpu, async (engine) => {
    const short = { ...TINY, epochs: 1 };
    const { base } = await pretrain(engine, { recipe: short });
    for (const change of [{ seed: 4 }, { images: 200 }, { scale: 8 }, { clip: 0.1 }]) {
      const other = await pretrain(engine, { recipe: { ...short, ...change } });
      assert(other.base.some((w, i) => w !== base[i]), JSON.stringify(change));
    }
  });
});

test("the classifier's gradient is that of central differences", async (engine) => {
  const architecture: Architecture = {
    ...{ widths: [3, 4, 2], activation: "relu", loss: "cross-entropy", bias: true },
  };
  const random = stream("classifier");
  const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
  const theta = initialise(architecture, random);
  const vectors = normals(3 * 2);
  const batch = {
    inputs: engine.tensor(normals(5 * 3), [5, 3]) as Tensor2D,
    targets: engine.tensor(
      Float32Array.from({ length: 15 }, (_, i) => Number(i % 3 === Math.floor(i / 3) % 3)),
      [5, 3],
    ) as Tensor2D,
  };
  const encoder = mlpEncoder(architecture);
  const loss = classifierLoss(encoder, { ...batch, scale: 2 });
  const place = (flat: Float32Array) => [
    ...parameterTensors(engine, { encoder, theta: flat.subarray(0, theta.length) }),
    engine.tensor(flat.subarray(theta.length), [3, 2]),
  ];
  const at = Float32Array.of(...theta, ...vectors);
  const gradient = await flatten(engine, engine.gradient(loss, place(at)).gradient);
  const valueAt = async (i: number, step: number) =>
    (await engine.read(loss(place(at.map((w, j) => j === i ? w + step : w)))))[0]!;
  const STEP = 2 ** -7;
  for (let i = 0; i < at.length; i++) {
    const difference = (await valueAt(i, STEP) - await valueAt(i, -STEP)) / (2 * STEP);
    assertAlmostEquals(gradient[i]!, difference, 1e-3);
  }
  assert(Math.max(...gradient.subarray(theta.length).map(Math.abs)) > 0.01);
});

Deno.test("a batch larger than the mixture, and a diverging loss, are refused", async () => {
  await withEngine(onCpu, async (engine) => {
    const tensors = engine.tf.memory().numTensors;
    await assertRejects(
      () => pretrain(engine, { recipe: { ...TINY, batchSize: 241 } }),
      RangeError,
      "mini-batches of 241: give an integer from 1 to 240",
    );
    const diverging = { kind: "sgd", learningRate: 1e38 } as const;
    await assertRejects(
      () => pretrain(engine, { recipe: { ...TINY, optimiser: diverging } }),
      RangeError,
      "Cannot go on pretraining: the loss is NaN at epoch 1",
    );
    assertEquals(engine.tf.memory().numTensors, tensors, "it leaks tensors");
  });
});
