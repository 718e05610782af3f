import { assertEquals, assertGreater, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { spread } from "./_spread.ts";
import { openReplaced, testOnEveryDevice, withEngine, withStockWasm } from "./_testing.ts";

testOnEveryDevice("sums over any axes are right", async (engine) => {
  const shape = [6, 3, 4, 2];
  const values = spread(144);
  const x = engine.tensor(values, shape);
  for (const axes of [[0], [0, 1], [0, 1, 2], [1], [3], [2, 3], [0, 1, 2, 3], [0, 2]]) {
    const kept = shape.map((size, axis) => axes.includes(axis) ? 1 : size);
    const strides = tf.util.computeStrides([...kept, 1]);
    const expected = new Float64Array(tf.util.sizeFromShape(kept));
    values.forEach((value, flat) => {
      const at = [
        Math.floor(flat / 24),
        Math.floor(flat / 8) % 3,
        Math.floor(flat / 2) % 4,
        flat % 2,
      ];
      const index = at.reduce(
        (sum, i, axis) => sum + (kept[axis] === 1 ? 0 : i * strides[axis]!),
        0,
      );
      expected[index]! += value;
    });
    const flat = tf.sum(x, axes);
    const deep = tf.sum(x, axes, true);
    assertEquals(flat.shape, shape.filter((_, axis) => !axes.includes(axis)));
    assertEquals(deep.shape, kept);
    for (const found of [await engine.read(flat), await engine.read(deep)]) {
      found.forEach((value, i) => assertLess(Math.abs(value - expected[i]!), 1e-5));
    }
  }
});

Deno.test("a sum over no rows is zero", async () => {
  await withEngine(openReplaced, () => {
    assertEquals([...tf.sum(tf.zeros([0, 2]), 0).dataSync()], [0, 0]);
    assertEquals(tf.sum(tf.zeros([2, 0]), 0).shape, [0]);
  });
});

Deno.test("a sum over the rows keeps what float32 loses", async () => {
  const lost = () => {
    const rows = Array.from(
      { length: 1000 },
      (_, i) => i === 0 ? 2 ** 25 : i === 999 ? -(2 ** 25) : 1,
    );
    return tf.sum(tf.tensor2d(rows, [1000, 1]), 0).dataSync()[0]!;
  };
  await withStockWasm(() => assertGreater(Math.abs(lost() - 998), 1));
  await withEngine(openReplaced, () => assertEquals(lost(), 998));
});

Deno.test("a clone shares the memory of its original, and outlives it", async () => {
  const shared = (backend: BackendWasm) => {
    const x = tf.tensor1d([1, 2, 3]);
    const clone = tf.clone(x);
    const same = backend.getMemoryOffset(x.dataId) === backend.getMemoryOffset(clone.dataId);
    x.dispose();
    assertEquals([...clone.dataSync()], [1, 2, 3]);
    return same;
  };
  await withStockWasm((backend) => assertEquals(shared(backend), false));
  await withEngine(openReplaced, () => assertEquals(shared(tf.backend() as BackendWasm), true));
});
