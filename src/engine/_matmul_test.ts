import { assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import type { Engine } from "./engine.ts";
import * as tf from "@tensorflow/tfjs";
import { spread } from "./_spread.ts";
import {
  openReplaced,
  shortest,
  testOnEveryDevice,
  withEngine,
  withStockWasm,
} from "./_testing.ts";

type TensorMaker = Pick<Engine, "tensor" | "read">;

interface Batches {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Pairs of batch shapes, with the index of each operand's matrix for every matrix of the product. */
const BATCHES: readonly Batches[] = [
  { a: [], b: [], left: [0], right: [0] },
  { a: [3], b: [3], left: [0, 1, 2], right: [0, 1, 2] },
  { a: [3], b: [1], left: [0, 1, 2], right: [0, 0, 0] },
  { a: [], b: [2], left: [0, 0], right: [0, 1] },
];
/** m, k, n: narrow, wide, single, and beyond a tile of the transpose. */
const TRANSPOSES = [[false, false], [false, true], [true, false], [true, true]] as const;
const SIZES = [[5, 7, 3], [1, 1, 1], [40, 33, 2], [3, 50, 20]] as const;

testOnEveryDevice("matrix products are right for all transposes and batches", async (engine) => {
  for (const batches of BATCHES) assertLess(await largestError(engine, batches), 1e-5);
});

Deno.test("batches that broadcast both ways are right, unlike the stock kernel's", async () => {
  const both = { a: [2, 1], b: [3], left: [0, 0, 0, 1, 1, 1], right: [0, 1, 2, 0, 1, 2] };
  assertLess(await withEngine(openReplaced, (engine) => largestError(engine, both)), 1e-5);
  const stock: TensorMaker = {
    tensor: (values, shape) => tf.tensor(values, [...shape]),
    read: (tensor) => tensor.data<"float32">(),
  };
  assertGreater(await withStockWasm(() => largestError(stock, both)), .01);
});

Deno.test("a matrix product over nothing is zero", async () => {
  await withEngine(openReplaced, () => {
    const product = tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3]));
    assertEquals([...product.dataSync()], [0, 0, 0, 0, 0, 0]);
  });
});

Deno.test("a matrix product of integers is refused", async () => {
  await withEngine(openReplaced, () => {
    const integers = tf.tensor2d([1, 2, 3, 4], [2, 2], "int32");
    assertThrows(() => tf.matMul(integers, integers), TypeError, "cast them to float32");
  });
});

Deno.test("a transposed product is several times as fast as the stock kernel's", async () => {
  const time = () => {
    const [x, y] = [spread(384 * 384), spread(384 * 384, 2)].map((v) => tf.tensor2d(v, [384, 384]));
    return shortest(() => tf.matMul(x!, y!, true, false).dispose());
  };
  const stock = await withStockWasm(time);
  const ours = await withEngine(openReplaced, time);
  assertGreater(stock, 3 * ours);
});

/** Over all sizes and transposes, against the definition in float64. */
async function largestError(engine: TensorMaker, { a, b, left, right }: Batches): Promise<number> {
  let largest = 0;
  for (const [m, k, n] of SIZES) {
    const x = spread(tf.util.sizeFromShape([...a]) * m * k);
    const y = spread(tf.util.sizeFromShape([...b]) * k * n, 2);
    for (const [transposeA, transposeB] of TRANSPOSES) {
      const product = tf.matMul(
        engine.tensor(x, [...a, ...(transposeA ? [k, m] : [m, k])]),
        engine.tensor(y, [...b, ...(transposeB ? [n, k] : [k, n])]),
        transposeA,
        transposeB,
      );
      const found = await engine.read(product);
      for (let i = 0; i < found.length; i++) {
        const [batch, row, column] = [Math.floor(i / (m * n)), Math.floor(i / n) % m, i % n];
        let sum = 0;
        for (let j = 0; j < k; j++) {
          const p = left[batch]! * m * k + (transposeA ? j * m + row : row * k + j);
          const q = right[batch]! * k * n + (transposeB ? column * k + j : j * n + column);
          sum += x[p]! * y[q]!;
        }
        largest = Math.max(largest, Math.abs(found[i]! - sum));
      }
    }
  }
  return largest;
}
