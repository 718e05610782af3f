import { assertEquals, assertLess, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { spread } from "./_spread.ts";
import { DEVICES, openReplaced, testOnEveryDevice, withEngine } from "./_testing.ts";
import type { Architecture } from "../reference/mod.ts";
import { deviceLoss, pack, probe, unpack } from "./_probe.ts";
import { probeErrors } from "./_probe_errors.ts";

const NETWORKS: readonly Architecture[] = [
  // Ten parameters: a shader that took all of them at once would need more than WebGPU's eight buffers.
  { widths: [6, 9, 8, 7, 6, 5], activation: "tanh", loss: "cross-entropy", bias: true },
  { widths: [6, 11, 5], activation: "softplus", loss: "squared", bias: true },
  { widths: [6, 9, 8, 5], activation: "linear", loss: "squared", bias: true },
];

testOnEveryDevice("gradients and curvature agree with the float64 reference", async (engine) => {
  for (const network of NETWORKS) {
    const errors = await probeErrors(engine, probe(network));
    assertLess(errors.gradient, 2e-6);
    assertLess(errors.hvp, 2e-6);
    assertLess(errors.symmetry, 2e-6);
    assertLess(errors.lossDifference, 1e-2);
    assertLess(errors.gradientDifference, 1e-2);
  }
});

testOnEveryDevice("ReLU networks agree with the float64 reference", async (engine) => {
  const network = { ...NETWORKS[0]!, activation: "relu" } as const;
  const { gradient, hvp } = await probeErrors(engine, probe(network));
  assertLess(gradient, 2e-6);
  assertLess(hvp, 2e-6);
});

for (const { name, missing, open } of DEVICES) {
  Deno.test({
    name: `gradients and curvature repeat bit by bit: ${name}`,
    ignore: missing !== undefined,
    async fn() {
      const run = () =>
        withEngine(open, async (engine) => {
          const wide = probe({ ...NETWORKS[0]!, widths: [70, 130, 10] });
          const { loss } = deviceLoss(engine, wide);
          const parameters = unpack(engine, wide, wide.theta);
          const { gradient } = engine.gradient(loss, parameters);
          const vector = unpack(engine, wide, wide.directions[0]);
          const product = engine.hvp(loss, parameters, vector);
          return [await pack(engine, gradient), await pack(engine, product)];
        });
      assertEquals(await run(), await run());
    },
  });
}

Deno.test("a parameter that the loss ignores has gradient zero, all of them are an error", async () => {
  await withEngine(openReplaced, (engine) => {
    const [x, y] = [spread(3), spread(3, 2)].map((values) => engine.tensor(values, [3]));
    const square = () => tf.sum(tf.square(x!)) as tf.Scalar;
    assertEquals([...engine.gradient(square, [x!, y!]).gradient[1]!.dataSync()], [0, 0, 0]);
    assertEquals([...engine.hvp(square, [x!, y!], [x!, y!])[1]!.dataSync()], [0, 0, 0]);
    assertThrows(() => engine.gradient(square, [y!]), Error, "Cannot compute gradient");
    assertThrows(
      () => engine.hvp(() => tf.sum(x!) as tf.Scalar, [x!], [y!]),
      Error,
      "Cannot compute gradient",
    );
  });
});

Deno.test("no tensor is left behind but the results", async () => {
  await withEngine(openReplaced, (engine) => {
    const x = engine.tensor(spread(4), [4]);
    const loss = () => tf.sum(tf.tanh(tf.square(x))) as tf.Scalar;
    const before = tf.memory().numTensors;
    engine.gradient(loss, [x]);
    assertEquals(tf.memory().numTensors, before + 2);
    engine.hvp(loss, [x], [x]);
    assertEquals(tf.memory().numTensors, before + 3);
  });
});
