import { assertEquals, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { openReplaced, shortest, testOnEveryDevice, withEngine } from "./_testing.ts";
import { spread } from "./_spread.ts";

testOnEveryDevice(
  "slices are the parts they name, whether or not their rows follow",
  async (engine) => {
    const values = spread(60);
    const x = engine.tensor(values, [5, 4, 3]);
    for (
      const [begin, size] of [[[1, 0, 0], [2, 4, 3]], [[4, 1, 0], [1, 2, 3]], [[0, 1, 1], [
        5,
        2,
        2,
      ]]]
    ) {
      const [i, j, k] = begin as [number, number, number];
      const [rows, columns, depth] = size as [number, number, number];
      const expected: number[] = [];
      for (let a = 0; a < rows; a++) {
        for (let b = 0; b < columns; b++) {
          for (let c = 0; c < depth; c++) expected.push(values[((i + a) * 4 + j + b) * 3 + k + c]!);
        }
      }
      const found = tf.slice(x, begin!, size!);
      assertEquals(found.shape, size);
      assertEquals([...await engine.read(found)], expected);
    }
    const last = tf.slice(engine.tensor(values, [60]), 58);
    assertEquals(await engine.read(last), values.subarray(58));
  },
);

Deno.test("slices of other types keep them", async () => {
  await withEngine(openReplaced, () => {
    const found = tf.slice(tf.tensor1d([1, 2, 3], "int32"), 1, 2);
    assertEquals([found.dtype, [...found.dataSync()]], ["int32", [2, 3]]);
  });
});

Deno.test("a few rows cost far less than the tensor they come from", async () => {
  await withEngine(openReplaced, () => {
    const x = tf.zeros([2 ** 15, 64]);
    const few = shortest(() => tf.slice(x, [5, 0], [64, 64]).dispose());
    const all = shortest(() => tf.slice(x, [0, 0], [2 ** 15, 64]).dispose());
    assertLess(5 * few, all);
  });
});
