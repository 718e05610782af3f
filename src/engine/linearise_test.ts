import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { linearise } from "./linearise.ts";
import { testOnEveryDevice } from "./_testing.ts";

/** f(a, b) = a² b, whose derivative along (da, db) is 2 a b da + a² db. */
const f: Parameters<typeof linearise>[0] = ({ parameters: [a, b], tangents: [da, db] }) => ({
  outputs: tf.mul(tf.square(a!), b!),
  tangents: tf.add(tf.mul(tf.mul(tf.mul(a!, b!), 2), da!), tf.mul(tf.square(a!), db!)),
});

testOnEveryDevice(
  "a function is linear in the displacement, and so is its slope",
  async (engine) => {
    const vector = (...values: number[]) =>
      engine.tensor(Float32Array.from(values), [values.length]);
    const base = [vector(3, -1), vector(2, 5)];
    const displacement = [vector(.5, 2), vector(-1, 4)];
    // a² b + 2 a b da + a² db: 18 + 6 − 9 and 5 − 20 + 4.
    const linear = linearise(f, { base, displacement });
    assertEquals(await engine.read(linear), Float32Array.of(15, -11));

    // Half the square of the result: its gradient in δ is the result times (2 a b, a²).
    const half = (displacement: readonly tf.Tensor[]) =>
      tf.mul(tf.sum(tf.square(linearise(f, { base, displacement }))), .5) as tf.Scalar;
    const { loss, gradient } = engine.gradient(half, displacement);
    assertAlmostEquals((await engine.read(loss))[0]!, (15 ** 2 + 11 ** 2) / 2, 1e-4);
    assertEquals(await engine.read(gradient[0]!), Float32Array.of(15 * 12, -11 * -10));
    assertEquals(await engine.read(gradient[1]!), Float32Array.of(15 * 9, -11));
  },
);
