import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { cosineCrossEntropy, cosineLogits } from "./cosine.ts";
import { differences } from "./_differences_testing.ts";
import type { Engine } from "./engine.ts";
import { spread } from "./_spread.ts";
import { testOnEveryDevice } from "./_testing.ts";

const [ROWS, WIDTH, CLASSES, SCALE] = [5, 6, 3, 4] as const;
const Z = spread(ROWS * WIDTH, 1), W = spread(CLASSES * WIDTH, 2), DY = spread(ROWS * CLASSES, 3);

/** Targets whose rows sum to one: most one-hot, one not. */
const TARGETS = Float32Array.of(1, 0, 0, 0, 1, 0, .5, .375, .125, 0, 0, 1, 1, 0, 0);

/** scale · ⟨z/‖z‖, w⟩ in float64, row by row. */
function logitsOf(z: readonly number[], w: readonly number[]): number[][] {
  return Array.from({ length: ROWS }, (_, n) => {
    const row = z.slice(n * WIDTH, (n + 1) * WIDTH);
    const norm = Math.max(Math.hypot(...row), 1e-12);
    return Array.from(
      { length: CLASSES },
      (_, c) => SCALE * row.reduce((total, x, i) => total + x / norm * w[c * WIDTH + i]!, 0),
    );
  });
}

/** Σ dy · logit. */
const weighted = (logits: readonly number[][]) =>
  logits.flat().reduce((sum, logit, i) => sum + DY[i]! * logit, 0);

/** Mean cross-entropy with the targets. */
const entropy = (logits: readonly number[][]) =>
  logits.reduce((sum, row, n) => {
    const partition = Math.log(row.reduce((total, logit) => total + Math.exp(logit), 0));
    return sum +
      row.reduce((rest, logit, c) => rest - TARGETS[n * CLASSES + c]! * logit, partition);
  }, 0) / ROWS;

/** Holds a loss of embeddings and class vectors, and both its derivatives, against float64. */
async function check(
  engine: Engine,
  loss: (z: tf.Tensor, weight: tf.Tensor) => tf.Tensor,
  expected: (logits: readonly number[][]) => number,
) {
  const [z, weight] = [engine.tensor(Z, [ROWS, WIDTH]), engine.tensor(W, [CLASSES, WIDTH])];
  const at = engine.gradient(([z, weight]) => loss(z!, weight!) as tf.Scalar, [z, weight]);
  const value = expected(logitsOf([...Z], [...W]));
  assertAlmostEquals((await engine.read(at.loss))[0]!, value, 1e-5);
  const [byZ, byWeight] = await Promise.all(at.gradient.map((g) => engine.read(g)));
  const near = (found: Float32Array, expected: number[]) =>
    expected.forEach((value, i) => assertLess(Math.abs(found[i]! - value), 5e-6));
  near(byZ!, differences((z) => expected(logitsOf(z, [...W])), Z));
  near(byWeight!, differences((w) => expected(logitsOf([...Z], w)), W));
}

testOnEveryDevice("cosine logits and both their derivatives are right", async (engine) => {
  const dy = engine.tensor(DY, [ROWS, CLASSES]);
  const loss = (z: tf.Tensor, weight: tf.Tensor) =>
    tf.sum(tf.mul(cosineLogits(z, { weight, scale: SCALE }), dy));
  await check(engine, loss, weighted);
});

testOnEveryDevice("the cosine cross-entropy and both its derivatives are right", async (engine) => {
  const targets = engine.tensor(TARGETS, [ROWS, CLASSES]);
  const loss = (z: tf.Tensor, weight: tf.Tensor) =>
    cosineCrossEntropy(z, { weight, scale: SCALE, targets });
  await check(engine, loss, entropy);
  // What comes after it counts as well.
  const cubed = (z: tf.Tensor, weight: tf.Tensor) => tf.pow(loss(z, weight), 3);
  await check(engine, cubed, (logits) => entropy(logits) ** 3);
});

testOnEveryDevice("the cosine cross-entropy keeps its head at any scale", async (engine) => {
  const far = [[1, 0], [-1, 0], [1, 0]];
  const z = engine.tensor(Float32Array.from(far.flat()), [3, 2]);
  const weight = engine.tensor(Float32Array.of(1, 0, -1, 0), [2, 2]);
  const targets = engine.tensor(Float32Array.of(1, 0, 1, 0, 0, 1), [3, 2]);
  const [loss] = await engine.read(cosineCrossEntropy(z, { weight, scale: 1e4, targets }));
  assertAlmostEquals(loss!, 4e4 / 3, 1e-2);
});

testOnEveryDevice("a second derivative is refused, rather than wrong", (engine) => {
  const [z, weight] = [engine.tensor(Z, [ROWS, WIDTH]), engine.tensor(W, [CLASSES, WIDTH])];
  const targets = engine.tensor(TARGETS, [ROWS, CLASSES]);
  const fused = ([z]: readonly tf.Tensor[]) =>
    cosineCrossEntropy(z!, { weight, scale: SCALE, targets });
  const squared = ([z]: readonly tf.Tensor[]) =>
    tf.sum(tf.square(cosineLogits(z!, { weight, scale: SCALE }))) as tf.Scalar;
  for (const loss of [fused, squared]) {
    assertThrows(() => engine.hvp(loss, [z], [z]), Error, "it has first derivatives only");
  }
});

testOnEveryDevice("the length of an embedding plays no part, unless it is 0", async (engine) => {
  const weight = engine.tensor(W, [CLASSES, WIDTH]);
  const logits = (z: Float32Array) =>
    engine.read(cosineLogits(engine.tensor(z, [ROWS, WIDTH]), { weight, scale: SCALE }));
  const [once, shorter] = await Promise.all([logits(Z), logits(Z.map((x) => x / 1024))]);
  once!.forEach((value, i) => assertAlmostEquals(shorter![i]!, value, 1e-6));
  assertEquals(await logits(new Float32Array(ROWS * WIDTH)), new Float32Array(ROWS * CLASSES));
});

// torch: F.normalize(z, dim=-1) with z = 0 has the gradient dy / 1e-12
testOnEveryDevice("at an embedding of zeros the derivatives are PyTorch's", async (engine) => {
  const weight = engine.tensor(W, [CLASSES, WIDTH]);
  const targets = engine.tensor(Float32Array.of(0, 0, 1), [1, CLASSES]);
  const sum = ([z]: readonly tf.Tensor[]) =>
    tf.sum(cosineLogits(z!, { weight, scale: 1 })) as tf.Scalar;
  const fused = ([z]: readonly tf.Tensor[]) =>
    cosineCrossEntropy(z!, { weight, scale: 1, targets });
  for (const [loss, dy] of [[sum, [1, 1, 1]], [fused, [1 / 3, 1 / 3, -2 / 3]]] as const) {
    const { gradient } = engine.gradient(loss, [tf.zeros([1, WIDTH])]);
    const found = await engine.read(gradient[0]!);
    found.forEach((value, i) => {
      const slope = dy.reduce((total, dy, c) => total + dy * W[c * WIDTH + i]!, 0) / 1e-12;
      assertLess(Math.abs(value - slope), 1e-6 * 3e12);
    });
  }
});
