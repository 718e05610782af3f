import { assertEquals, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { norm, openSum } from "./mod.ts";
import { spread } from "./_spread.ts";
import { DEVICES, testOnEveryDevice, withEngine } from "./_testing.ts";

testOnEveryDevice("a norm is that of all tensors' entries together", async (engine) => {
  const parts = [7, 1, 30].map((size, i) => spread(size, i + 1));
  const tensors = parts.map((values) => engine.tensor(values, [values.length]));
  const expected = Math.hypot(...parts.flatMap((values) => [...values]));
  const [found] = await engine.read(norm(tensors));
  assertLess(Math.abs(found! / expected - 1), 3e-7);
});

for (const device of DEVICES.filter(({ name, missing }) => name !== "webgpu" && !missing)) {
  Deno.test(`what float32 loses, a norm and a sum keep: ${device.name}`, async () => {
    await withEngine(device.open, async (engine) => {
      // 10,000 ones beside 1e5 squared: float32 would stop counting.
      const x = new Float32Array(10_001).fill(1);
      x[0] = 1e5;
      const [found] = await engine.read(norm([engine.tensor(x, [x.length])]));
      assertEquals(found, Math.fround(Math.sqrt(1e10 + 1e4)));
      const sum = openSum(engine);
      for (const value of [2 ** 25, 1, 1, -(2 ** 25)]) sum.add([tf.tensor1d([value])]);
      assertEquals(await sum.read(), Float64Array.of(2));
      sum.dispose();
    });
  });
}

testOnEveryDevice("a sum keeps tensors in their order, and those added stay", async (engine) => {
  const [a, b] = [engine.tensor(Float32Array.of(1, 2), [2]), engine.tensor(Float32Array.of(3), [])];
  const before = tf.memory().numTensors;
  const sum = openSum(engine);
  sum.add([a, b]);
  sum.add([a, b]);
  assertEquals(await sum.read(), Float64Array.of(2, 4, 6));
  sum.dispose();
  assertEquals(tf.memory().numTensors, before);
  assertEquals([...await engine.read(a)], [1, 2]);
});
