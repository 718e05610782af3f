import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { operation } from "./_operation.ts";
import { openReplaced, testOnEveryDevice, withEngine } from "./_testing.ts";

/** x·y, and the inputs whose gradients were computed. */
function product(x: tf.Tensor, y: tf.Tensor) {
  const computed: string[] = [];
  const gradient = (name: string, value: () => tf.Tensor) => () => {
    computed.push(name);
    return value();
  };
  const value = operation({
    inputs: [x, y],
    value(save) {
      save([x, y]);
      return tf.mul(x, y);
    },
    gradients: (dy, [x, y]) => [
      gradient("x", () => tf.mul(dy, y!)),
      gradient("y", () => tf.mul(dy, x!)),
    ],
  });
  return { value, computed };
}

testOnEveryDevice("an operation has derivatives of every order", async (engine) => {
  const cube = (x: tf.Tensor) => product(x, product(x, x).value).value;
  const x = engine.tensor(Float32Array.of(-1, 2), [2]);
  const derivatives = [cube];
  for (let order = 1; order <= 3; order++) derivatives.push(tf.grad(derivatives.at(-1)!));
  const found = await Promise.all(derivatives.map((f) => engine.read(f(x))));
  assertEquals(found.map((values) => [...values]), [[-1, 8], [3, 12], [-6, 12], [6, 6]]);
});

Deno.test("an operation computes the gradients that are wanted, and no other", async () => {
  await withEngine(openReplaced, (engine) => {
    const [x, data] = [2, 3].map((value) => engine.tensor(Float32Array.of(value), [1]));
    let computed: string[] = [];
    const before = tf.memory().numTensors;
    const slope = tf.grad((x) => {
      const run = product(x, data!);
      computed = run.computed;
      return run.value;
    })(x!);
    assertEquals([slope.dataSync()[0], computed], [3, ["x"]]);
    assertEquals(tf.memory().numTensors, before + 1);
  });
});
