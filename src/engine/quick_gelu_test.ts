import { assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { quickGelu, quickGeluTangent } from "./quick_gelu.ts";
import { testOnEveryDevice } from "./_testing.ts";

const AT = [-200, -60, -10, -3, -1, -1e-4, 0, 1e-4, .3, 1, 5, 30, 200];

const gate = (x: number) => 1 / (1 + Math.exp(-1.702 * x));
const slope = (x: number) => gate(x) * (1 + 1.702 * x * (1 - gate(x)));
const bend = (x: number) => 1.702 * gate(x) * (1 - gate(x)) * (2 + 1.702 * x * (1 - 2 * gate(x)));

const near = (found: Float32Array, expected: (x: number) => number) =>
  AT.forEach((x, i) =>
    assertLess(Math.abs(found[i]! - expected(x)), 1e-6 * Math.max(1, Math.abs(x)))
  );

testOnEveryDevice("quick-GELU is x·σ(1.702x), up to its curvature", async (engine) => {
  const x = engine.tensor(Float32Array.from(AT), [AT.length]);
  const ones = tf.onesLike(x);
  const loss = ([x]: readonly tf.Tensor[]) => tf.sum(quickGelu(x!)) as tf.Scalar;
  near(await engine.read(quickGelu(x)), (x) => x * gate(x));
  near(await engine.read(engine.gradient(loss, [x]).gradient[0]!), slope);
  near(await engine.read(quickGeluTangent(x, tf.mul(ones, 2))), (x) => 2 * slope(x));
  near(await engine.read(engine.hvp(loss, [x], [ones])[0]!), bend);
});
