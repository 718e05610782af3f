import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { crossEntropy, relu, softplus } from "./ops.ts";
import { testOnEveryDevice } from "./_testing.ts";

/** Rows of logits: ordinary, tied, and far apart on both sides. */
const LOGITS = [[.3, -1.2, 2], [1, 1, 1], [1000, 0, -1000], [-1000, -1000, -990]];
const LABELS = [2, 0, 0, 2];
const DIRECTION = [[1, -2, .5], [.3, .7, -1], [2, 1, 1], [-1, 3, .2]];
const ROWS = LOGITS.length;

function softmax(row: readonly number[]): number[] {
  const powers = row.map((x) => Math.exp(x - Math.max(...row)));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

const targets = () => tf.cast(tf.oneHot(tf.tensor1d(LABELS, "int32"), 3), "float32");
const loss = ([x]: readonly tf.Tensor[]) => crossEntropy(x!, targets());

testOnEveryDevice("the cross-entropy is right up to its curvature", async (engine) => {
  const x = engine.tensor(Float32Array.from(LOGITS.flat()), [ROWS, 3]);
  const v = engine.tensor(Float32Array.from(DIRECTION.flat()), [ROWS, 3]);
  const at = engine.gradient(loss, [x]);
  const value = await engine.read(at.loss);
  const gradient = await engine.read(at.gradient[0]!);
  const product = await engine.read(engine.hvp(loss, [x], [v])[0]!);

  const probabilities = LOGITS.map(softmax);
  const expected = probabilities.map((p, row) => -Math.log(p[LABELS[row]!]!) / ROWS);
  assertAlmostEquals(value[0]!, expected.reduce((a, b) => a + b), 1e-6);
  probabilities.forEach((p, row) => {
    const along = p.reduce((sum, p, i) => sum + p * DIRECTION[row]![i]!, 0);
    p.forEach((p, i) => {
      const slope = (p - (i === LABELS[row] ? 1 : 0)) / ROWS;
      const bend = p * (DIRECTION[row]![i]! - along) / ROWS;
      assertLess(Math.abs(gradient[3 * row + i]! - slope), 1e-6);
      assertLess(Math.abs(product[3 * row + i]! - bend), 1e-6);
    });
  });
});

testOnEveryDevice("the cross-entropy is right in its third derivative", async (engine) => {
  const x = engine.tensor(Float32Array.from(LOGITS.flat()), [ROWS, 3]);
  const v = engine.tensor(Float32Array.from(DIRECTION.flat()), [ROWS, 3]);
  const bend = (x: tf.Tensor) => tf.sum(tf.mul(engine.hvp(loss, [x], [v])[0]!, v));
  const found = await engine.read(tf.grad(bend)(x));
  // v·Hv is the variance of v under the softmax, and the gradient of a variance is a third cumulant.
  LOGITS.map(softmax).forEach((p, row) => {
    const mean = p.reduce((sum, p, i) => sum + p * DIRECTION[row]![i]!, 0);
    const squares = DIRECTION[row]!.map((v) => (v - mean) ** 2);
    const variance = p.reduce((sum, p, i) => sum + p * squares[i]!, 0);
    p.forEach((p, i) =>
      assertLess(Math.abs(found[3 * row + i]! - p * (squares[i]! - variance) / ROWS), 1e-6)
    );
  });
});

testOnEveryDevice("tfjs's own cross-entropy has no second derivative", (engine) => {
  const own = ([x]: readonly tf.Tensor[]) =>
    tf.losses.softmaxCrossEntropy(targets(), x!) as tf.Scalar;
  const x = engine.tensor(Float32Array.from(LOGITS.flat()), [ROWS, 3]);
  assertThrows(() => engine.hvp(own, [x], [tf.onesLike(x)]));
});

testOnEveryDevice("softplus is accurate to float32 at any size", async (engine) => {
  const x = [-90, -20, -5, -1e-3, 0, .5, 7, 13, 15, 40, 100];
  const found = await engine.read(softplus(engine.tensor(Float32Array.from(x), [x.length])));
  x.forEach((x, i) => {
    const expected = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    assertLess(Math.abs(found[i]! - expected), 25 * 2 ** -24 * Math.max(1, expected));
  });
});

testOnEveryDevice("relu has slope 0 at 0 and no curvature", async (engine) => {
  const x = engine.tensor(Float32Array.of(-1, 0, 2), [3]);
  const loss = ([x]: readonly tf.Tensor[]) => tf.sum(tf.square(relu(x!))) as tf.Scalar;
  const kinked = ([x]: readonly tf.Tensor[]) => tf.sum(relu(x!)) as tf.Scalar;
  const ones = tf.onesLike(x);
  const read = async ([tensor]: tf.Tensor[]) => [...await engine.read(tensor!)];
  assertEquals(await read(engine.gradient(kinked, [x]).gradient), [0, 0, 1]);
  assertEquals(await read(engine.hvp(kinked, [x], [ones])), [0, 0, 0]);
  assertEquals(await read(engine.hvp(loss, [x], [ones])), [0, 0, 2]);
});
