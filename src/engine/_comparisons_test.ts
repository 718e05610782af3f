import { assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { testOnEveryDevice } from "./_testing.ts";

const POINT = [1, 4, -3, 2, 0, 5];

/** Σ over the two rows of (largest entry)³. */
const cube = (x: tf.Tensor) => tf.sum(tf.pow(tf.max(x, 1), 3));

function curvature(x: tf.Tensor): tf.Tensor {
  return tf.grad((x) => tf.sum(tf.grad(cube)(x)))(x);
}

testOnEveryDevice("the second derivative goes through a maximum", async (engine) => {
  const found = await engine.read(curvature(engine.tensor(Float32Array.from(POINT), [2, 3])));
  assertEquals([...found].map(Math.round), [0, 24, 0, 0, 0, 30]);
});

Deno.test("tfjs as it is throws there", async () => {
  await tf.setBackend("cpu");
  assertThrows(() => curvature(tf.tensor2d(POINT, [2, 3])), Error, "gradient function not found");
  tf.engine().reset();
});
