import { assertEquals, assertGreater, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { spread } from "./_spread.ts";
import { openReplaced, shortest, withEngine, withStockWasm } from "./_testing.ts";

const UNIT = 2 ** -23;

Deno.test("tanh is the nearest float32 or a neighbour, everywhere", async () => {
  await withEngine(openReplaced, (engine) => {
    const exponents = Array.from({ length: 40_000 }, (_, i) => 2 ** (-100 + i * 107 / 40_000));
    const x = Float32Array.from(exponents.flatMap((value) => [value, -value]));
    const found = tf.tanh(engine.tensor(x, [x.length])).dataSync();
    let rounded = 0;
    for (let i = 0; i < x.length; i++) {
      const expected = Math.tanh(x[i]!);
      assertLess(Math.abs(found[i]! - expected), UNIT * Math.abs(expected));
      if (found[i] === Math.fround(expected)) rounded++;
    }
    assertGreater(rounded, .95 * x.length);
  });
});

Deno.test("tanh keeps NaN, infinities and the sign of zero, at odd counts too", async () => {
  await withEngine(openReplaced, (engine) => {
    const x = [NaN, -Infinity, Infinity, -0, 0, -20, 20];
    for (let count = 1; count <= x.length; count++) {
      const part = x.slice(0, count);
      const after = engine.tensor(new Float32Array([7]), [1]);
      const found = tf.tanh(engine.tensor(Float32Array.from(part), [count])).dataSync();
      assertEquals([...found], part.map(Math.tanh));
      assertEquals(after.dataSync()[0], 7);
    }
    assertEquals(tf.tanh(engine.tensor(new Float32Array(0), [0, 3])).size, 0);
  });
});

Deno.test("tanh is several times as fast as the stock kernel", async () => {
  const time = () => {
    const x = tf.tensor1d(spread(2 ** 17));
    return shortest(() => tf.tanh(x).dispose());
  };
  const stock = await withStockWasm(time);
  const ours = await withEngine(openReplaced, time);
  assertGreater(stock, 2 * ours);
});

Deno.test("the fused gradient of tanh is one kernel, and tfjs's own is back after close", async () => {
  const kernels = async () => {
    const x = tf.tensor1d([.5, -1, 2]);
    const profile = await tf.profile(() => tf.grad(tf.tanh)(x));
    return profile.kernelNames;
  };
  const ours = await withEngine(openReplaced, kernels);
  const stock = await withStockWasm(kernels);
  assertEquals([ours.includes("TanhGrad"), ours.includes("Square")], [true, false]);
  assertEquals([stock.includes("TanhGrad"), stock.includes("Square")], [false, true]);
});

Deno.test("tanh has the right derivatives up to the third", async () => {
  await withEngine(openReplaced, async (engine) => {
    const x = engine.tensor(Float32Array.of(-2, -.3, 0, .7), [4]);
    const d1 = (x: tf.Tensor) => tf.grad(tf.tanh)(x);
    const d2 = (x: tf.Tensor) => tf.grad(d1)(x);
    const d3 = (x: tf.Tensor) => tf.grad(d2)(x);
    const y = [-2, -.3, 0, .7].map(Math.tanh);
    const near = async (found: tf.Tensor, expected: number[]) => {
      const values = await engine.read(found);
      expected.forEach((value, i) => assertLess(Math.abs(values[i]! - value), 5e-7));
    };
    await near(d1(x), y.map((y) => 1 - y * y));
    await near(d2(x), y.map((y) => -2 * y * (1 - y * y)));
    await near(d3(x), y.map((y) => (6 * y * y - 2) * (1 - y * y)));
  });
});
