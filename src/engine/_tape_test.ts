import { assertEquals, assertGreater, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { repairTape } from "./_tape.ts";
import { DEVICES, testOnEveryDevice, withEngine } from "./_testing.ts";
import { selfTest } from "./selftest.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Smooth operations with their first and second derivatives. */
const SMOOTH = {
  exp: { f: tf.exp, d1: Math.exp, d2: Math.exp },
  tanh: {
    f: tf.tanh,
    d1: (x: number) => 1 - Math.tanh(x) ** 2,
    d2: (x: number) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2),
  },
  sigmoid: {
    f: tf.sigmoid,
    d1: (x: number) => sigmoid(x) * sigmoid(-x),
    d2: (x: number) => sigmoid(x) * sigmoid(-x) * (sigmoid(-x) - sigmoid(x)),
  },
  softplus: { f: tf.softplus, d1: sigmoid, d2: (x: number) => sigmoid(x) * sigmoid(-x) },
};
type Smooth = (typeof SMOOTH)[keyof typeof SMOOTH];

const POINTS = [-1.5, -.2, .4, 2];

/** (x·f(x))″: with a second path to x, tfjs does not notice that it loses the first. */
function curvature({ f }: Smooth): tf.Tensor {
  const slope = (x: tf.Tensor) => tf.grad((x) => tf.mul(x, f(x)))(x);
  return tf.grad(slope)(tf.tensor1d(POINTS));
}

function largestError(found: ArrayLike<number>, { d1, d2 }: Smooth): number {
  return Math.max(...POINTS.map((x, i) => Math.abs(found[i]! - (2 * d1(x) + x * d2(x)))));
}

testOnEveryDevice("second derivatives of smooth operations are right", async (engine) => {
  for (const smooth of Object.values(SMOOTH)) {
    assertLess(largestError(await engine.read(curvature(smooth)), smooth), 1e-5);
  }
});

Deno.test("second derivatives of tfjs as it is are wrong where outputs are saved", async () => {
  await tf.setBackend("cpu");
  for (const smooth of [SMOOTH.exp, SMOOTH.tanh, SMOOTH.sigmoid]) {
    assertGreater(largestError(curvature(smooth).dataSync(), smooth), .1);
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
