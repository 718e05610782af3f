import { assertEquals, assertGreater, assertRejects } from "@std/assert";
import { openReplaced, testOnEveryDevice, withEngine } from "../../src/engine/_testing.ts";
import type { Engine } from "../../src/engine/mod.ts";
import { encoderSize, vitEncoder } from "../../src/model/mod.ts";
import { type ArmName, ARMS, variantsOf } from "./arms.ts";
import { noiseMaterial } from "./material.ts";
import { peakBytes } from "./memory.ts";
import type { Variant } from "./settings.ts";
import { takeSteps } from "./steps.ts";

const encoder = vitEncoder({
  ...{ tokens: 4, tokenWidth: 6, width: 8, layers: 1, heads: 2, mlpRatio: 2, outputs: 5 },
});
const batchSize = 4;
const material = noiseMaterial({ encoder, samples: 3 * batchSize });
const main = variantsOf("main", { penalty: "coded" });

const stepsOn = (engine: Engine, variant: Variant) =>
  takeSteps(engine, { material, variant, batchSize });

Deno.test("the steps of every arm and control do what they are timed for, and leave nothing", async () => {
  await withEngine(openReplaced, async (engine) => {
    const before = engine.tf.memory().numTensors;
    for (const arm of ARMS) await stepsOn(engine, main[arm]);
    for (
      const control of [
        "penalty-twenty-times",
        "plain-against-plain",
        "plain-memory",
        "tta-against-tta",
      ]
    ) {
      await stepsOn(engine, variantsOf(control, { penalty: "coded" }).orthoreg);
    }
    assertEquals(engine.tf.memory().numTensors, before);
  });
});

Deno.test("a penalty costs two products of matrices a weight and step, as often as an arm says", async () => {
  await withEngine(openReplaced, async (engine) => {
    const products = async (variant: Variant) => {
      const { kernels } = await engine.tf.profile(async () => {
        await stepsOn(engine, variant);
        return [];
      });
      return kernels.filter(({ name }) => name.endsWith("MatMul")).length;
    };
    const plain = await products(main.plain);
    const steps = material.train.count / batchSize;
    const matrices = encoder.parameters.filter(({ name, shape }) =>
      shape.length === 2 && name !== "positional_embedding"
    ).length;
    // One more each where the penalty is recorded, once an epoch.
    assertEquals(await products(main.orthoreg) - plain, matrices * (2 * steps + 1));
    const { orthoreg } = variantsOf("penalty-twenty-times", { penalty: "coded" });
    assertEquals(await products(orthoreg) - plain, matrices * (20 * 2 * steps + 1));
  });
});

Deno.test("a network that has no derivative in forward mode cannot be linearised", async () => {
  const { tangent: _tangent, ...without } = encoder;
  await withEngine(openReplaced, async (engine) => {
    await assertRejects(
      () =>
        takeSteps(engine, {
          ...{ material: { ...material, encoder: without }, variant: main.tta, batchSize },
        }),
      RangeError,
      "it has no derivative in forward mode",
    );
  });
});

testOnEveryDevice(
  "a penalty holds a little more, a derivative along the tangent much",
  async (engine) => {
    const bytes = (arm: ArmName) => peakBytes(engine, () => stepsOn(engine, main[arm]));
    const plain = await bytes("plain");
    // What is alive in any case: samples, targets and, for each weight, five tensors of its size.
    const samples = 4 * material.train.count * (encoder.inputs + material.head.classes);
    assertGreater(plain, samples + 4 * 5 * encoderSize(encoder));
    const orthoreg = await bytes("orthoreg");
    assertGreater(orthoreg, plain);
    assertGreater(await bytes("tta"), orthoreg);
    // Other tensors than the training's have no part in it.
    const other = engine.tf.zeros([1000]);
    assertEquals(await bytes("plain"), plain);
    other.dispose();
  },
);
