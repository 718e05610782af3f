import { assertEquals, assertGreater, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { repairTape } from "./_tape.ts";
import { DEVICES, testOnEveryDevice, withEngine } from "./_testing.ts";
import { selfTest } from "./self_test.ts";

/** Smooth operations with their second derivatives; tfjs makes the slope of the first three of their output. */
const SMOOTH: Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number]> = {
  exp: [tf.exp, Math.exp],
  tanh: [tf.tanh, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
  sigmoid: [tf.sigmoid, (x) => {
    const y = 1 / (1 + Math.exp(-x));
    return y * (1 - y) * (1 - 2 * y);
  }],
  softplus: [tf.softplus, (x) => {
    const y = 1 / (1 + Math.exp(-x));
    return y * (1 - y);
  }],
};
const POINTS = [-1.5, -.2, .4, 2];

function secondDerivative(f: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const slope = (x: tf.Tensor) => tf.grad((x) => f(x))(x);
  return tf.grad(slope)(tf.tensor1d(POINTS));
}

testOnEveryDevice("second derivatives of smooth operations are right", async (engine) => {
  for (const [f, expected] of Object.values(SMOOTH)) {
    const found = await engine.read(secondDerivative(f));
    POINTS.forEach((x, i) => assertLess(Math.abs(found[i]! - expected(x)), 5e-6));
  }
});

Deno.test("second derivatives of tfjs as it is are wrong where outputs are saved", async () => {
  await tf.setBackend("cpu");
  for (const [f, expected] of ["exp", "tanh", "sigmoid"].map((name) => SMOOTH[name]!)) {
    const found = secondDerivative(f).dataSync();
    assertGreater(Math.max(...POINTS.map((x, i) => Math.abs(found[i]! - expected(x)))), .02);
  }
  tf.engine().reset();
});

Deno.test("the repair can be undone", () => {
  const { runKernelFunc } = tf.engine() as unknown as { runKernelFunc: unknown };
  const undo = repairTape();
  const repaired = (tf.engine() as unknown as { runKernelFunc: unknown }).runKernelFunc;
  assertEquals(repaired === runKernelFunc, false);
  undo();
  assertEquals((tf.engine() as unknown as { runKernelFunc: unknown }).runKernelFunc, runKernelFunc);
});

for (const { name, missing, open } of DEVICES.filter(({ name }) => name !== "webgpu")) {
  Deno.test({
    name: `without the repair the self-test fails: ${name}`,
    ignore: missing !== undefined,
    fn: () =>
      withEngine(open, async (engine) => {
        delete (engine.tf.engine() as unknown as { runKernelFunc?: unknown }).runKernelFunc;
        const { passed, gradientError, gradientTolerance, hvpError } = await selfTest(engine);
        assertEquals(passed, false);
        assertLess(gradientError, gradientTolerance);
        assertGreater(hvpError, .01);
      }),
  });
}
