import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { affine, affineRelu, linear } from "./affine.ts";
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

for (const rows of [[], [2]]) {
  const name = rows.length === 0 ? "a bias" : "rows of biases in turn";
  testOnEveryDevice(
    `a layer as PyTorch stores it, with ${name}, has the derivatives of its parts`,
    (engine) =>
      agree(engine, {
        shapes: [[6, 4], [3, 4], [...rows, 3], [6, 3]],
        layer: linear,
        parts: (x, { weight, bias }) => {
          const product = tf.matMul(x, weight, false, true);
          return tf.reshape(tf.add(tf.reshape(product, [-1, ...bias.shape]), bias), [6, 3]);
        },
      }),
  );
}

function derivatives(engine: Engine, hasRelu: boolean) {
  const cut = (x: tf.Tensor) => hasRelu ? tf.relu(x) : x;
  return agree(engine, {
    shapes: [[5, 4], [4, 3], [3], [5, 3]],
    layer: hasRelu ? affineRelu : affine,
    parts: (x, { weight, bias }) => cut(tf.add(tf.matMul(x, weight), bias)),
  });
}

/** Holds a layer against its parts, in value, gradient and curvature; shapes are its inputs' and output's. */
async function agree(
  engine: Engine,
  { shapes, layer, parts }: {
    shapes: readonly number[][];
    layer: typeof affine;
    parts: typeof affine;
  },
) {
  const [x, weight, bias, dy] = shapes.map((shape, i) =>
    engine.tensor(spread(shape.reduce((size, side) => size * side), i + 1), shape)
  );
  // Squares, so that gradients depend on every input and the Hessian has every block.
  const squared = (layer: typeof affine) => ([x, weight, bias]: readonly tf.Tensor[]) =>
    tf.sum(tf.mul(dy!, tf.square(layer(x!, { weight: weight!, bias: bias! })))) as tf.Scalar;
  const at = [x!, weight!, bias!];
  const both = [squared(layer), squared(parts)].map((loss) => {
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
