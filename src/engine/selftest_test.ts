import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { openReplaced, testOnEveryDevice, withEngine } from "./_testing.ts";
import { NETWORKS, probe } from "./_probe.ts";
import { STEP } from "./_probe_errors.ts";
import { selfTest } from "./selftest.ts";
import { forward } from "../reference/_forward.ts";

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

Deno.test("the ReLU probe has active and idle units, none of which switches when it is moved", () => {
  const [network] = NETWORKS.filter(({ activation }) => activation === "relu");
  const { theta, directions: [v], inputs, targets, count } = probe(network!);
  const [here, ahead, behind] = [0, 2 * STEP, -2 * STEP].map((step) => {
    const moved = Float64Array.from(theta, (value, i) => value + step * v[i]!);
    const [a, b] = [inputs, targets].map((values) => Float64Array.from(values));
    const { hidden } = forward(network!, {
      theta: moved,
      batch: { inputs: a!, targets: b!, count },
    });
    return hidden.map(({ slopes }) => [...slopes]);
  });
  assertEquals([ahead, behind], [here, here]);
  for (const layer of here!) assertEquals(new Set(layer), new Set([0, 1]));
});
