import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { openReplaced, testOnEveryDevice, withEngine } from "./_testing.ts";
import { selfTest } from "./selftest.ts";

testOnEveryDevice("the self-test passes, and leaves no tensor behind", async (engine) => {
  const before = tf.memory().numTensors;
  const result = await selfTest(engine);
  assertEquals(result.failures, []);
  assertEquals(result.passed, true);
  assertEquals(tf.memory().numTensors, before);
  assertEquals(JSON.parse(JSON.stringify(result)), result);
});

Deno.test("the self-test fails on NaN, and says on which device", async () => {
  await withEngine(openReplaced, async (engine) => {
    const broken = { ...engine, read: () => Promise.resolve(new Float32Array(200).fill(NaN)) };
    const { passed, failures } = await selfTest(broken);
    assertEquals(passed, false);
    assertEquals(failures.length, 5);
    assertEquals(failures.every((failure) => failure.includes(engine.device.label)), true);
  });
});
