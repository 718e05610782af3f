import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { affine, affineRelu } from "./affine.ts";
import type { Engine } from "./engine.ts";
import { spread } from "./_spread.ts";
import { testOnEveryDevice } from "./_testing.ts";

for (const hasRelu of [false, true]) {
  const name = hasRelu ? "an affine map with ReLU" : "an affine map";
  testOnEveryDevice(
    `${name} has the derivatives of its parts`,
    (engine) => derivatives(engine, hasRelu),
  );
}

async function derivatives(engine: Engine, hasRelu: boolean) {
  const [x, weight, bias, dy] = [[5, 4], [4, 3], [3], [5, 3]].map((shape, i) =>
    engine.tensor(spread(shape.reduce((size, side) => size * side), i + 1), shape)
  );
  const layer = hasRelu ? affineRelu : affine;
  const cut = (x: tf.Tensor) => hasRelu ? tf.relu(x) : x;
  // Squares, so that gradients depend on every input and the Hessian has every block.
  const ours = ([x, weight, bias]: readonly tf.Tensor[]) =>
    tf.sum(tf.mul(dy!, tf.square(layer(x!, { weight: weight!, bias: bias! })))) as tf.Scalar;
  const theirs = ([x, weight, bias]: readonly tf.Tensor[]) =>
    tf.sum(tf.mul(dy!, tf.square(cut(tf.add(tf.matMul(x!, weight!), bias!))))) as tf.Scalar;
  const at = [x!, weight!, bias!];
  const both = [ours, theirs].map((loss) => {
    const { loss: value, gradient } = engine.gradient(loss, at);
    return [value, ...gradient, ...engine.hvp(loss, at, at)];
  });
  const [found, expected] = await Promise.all(
    both.map((tensors) => Promise.all(tensors.map((tensor) => engine.read(tensor)))),
  );
  found!.forEach((values, part) =>
    values.forEach((value, i) => assertAlmostEquals(value, expected![part]![i]!, 1e-5))
  );
}

testOnEveryDevice("a ReLU has slope 0 at 0, and its result is never negative", async (engine) => {
  const x = engine.tensor(Float32Array.of(-1, 0, 2, 3, -4), [5, 1]);
  const layer = { weight: engine.tensor(Float32Array.of(1), [1, 1]), bias: tf.zeros([1]) };
  assertEquals([...await engine.read(affineRelu(x, layer))], [0, 0, 2, 3, 0]);
  const loss = ([x]: readonly tf.Tensor[]) => tf.sum(affineRelu(x!, layer)) as tf.Scalar;
  const { gradient } = engine.gradient(loss, [x]);
  assertEquals([...await engine.read(gradient[0]!)], [0, 0, 1, 1, 0]);
});

testOnEveryDevice("a layer leaves its inputs as they were", async (engine) => {
  const [values, weights, biases] = [spread(6, 1), spread(4, 2), spread(2, 3)];
  const x = engine.tensor(values, [3, 2]);
  const layer = { weight: engine.tensor(weights, [2, 2]), bias: engine.tensor(biases, [2]) };
  tf.dispose([affine(x, layer), affineRelu(x, layer)]);
  assertEquals(await engine.read(x), values);
  assertEquals(await engine.read(layer.weight), weights);
  assertEquals(await engine.read(layer.bias), biases);
});
