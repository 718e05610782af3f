import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { mapOnHeap, mapRowsOnHeap } from "./_heap_map.ts";
import { operation } from "./_operation.ts";

/** The weight [in, out], or [out, in] of {@linkcode linear}, and the bias [out] of a layer. */
export interface Layer {
  readonly weight: tf.Tensor;
  readonly bias: tf.Tensor;
}

/** One layer of a network without its activation: x [n, in] · weight [in, out] + bias [out]. */
export function affine(x: tf.Tensor, { weight, bias }: Layer): tf.Tensor {
  return operation({
    inputs: [x, weight, bias],
    value(save) {
      save([x, weight]);
      return withBias(tf.matMul(x, weight), bias, { relu: false });
    },
    gradients: (dy, [x, weight]) => backwards(dy, { x: x!, weight: weight! }),
  });
}

/**
 * One layer of a ReLU network, max(x · weight + bias, 0): the same as {@linkcode affine} and `relu`,
 * in one entry of the tape, which keeps the result in the place of the sum.
 */
export function affineRelu(x: tf.Tensor, { weight, bias }: Layer): tf.Tensor {
  return operation({
    inputs: [x, weight, bias],
    value(save) {
      const y = withBias(tf.matMul(x, weight), bias, { relu: true });
      save([x, weight, y]);
      return y;
    },
    gradients: (dy, [x, weight, y]) => backwards(where(dy, y!), { x: x!, weight: weight! }),
  });
}

/**
 * One layer as PyTorch stores it: x [n, in] · weightᵀ + bias, where weight is [out, in] and bias [out];
 * or [m, out], whose rows are added in turn to every m rows of the product.
 *
 * Right at every order.
 */
export function linear(x: tf.Tensor, { weight, bias }: Layer): tf.Tensor {
  return operation({
    inputs: [x, weight, bias],
    value(save) {
      save([x, weight, bias]);
      return withBias(tf.matMul(x, weight, false, true), bias, { relu: false });
    },
    gradients: (dy, [x, weight, bias]) => [
      () => tf.matMul(dy, weight!),
      () => tf.matMul(dy, x!, true, false),
      () => tf.sum(tf.reshape(dy, [-1, ...bias!.shape]), 0),
    ],
  });
}

function backwards(
  dy: tf.Tensor,
  { x, weight }: { x: tf.Tensor; weight: tf.Tensor },
): (() => tf.Tensor)[] {
  return [
    () => tf.matMul(dy, weight, false, true),
    () => tf.matMul(x, dy, true, false),
    () => tf.sum(dy, 0),
  ];
}

const addBias = mapRowsOnHeap(({ add }, [x, bias]) => [add(x!, bias!)]);
const addBiasAndCut = mapRowsOnHeap(({ add, constant, max }, [x, bias]) => [
  max(add(x!, bias!), constant(0)),
]);

/** Takes a product that nobody else holds, so that on wasm it may be overwritten. */
function withBias(product: tf.Tensor, bias: tf.Tensor, { relu }: { relu: boolean }): tf.Tensor {
  if (tf.getBackend() !== "wasm") {
    const sum = tf.add(tf.reshape(product, [-1, ...bias.shape]), bias);
    return tf.reshape(relu ? tf.relu(sum) : sum, product.shape);
  }
  (relu ? addBiasAndCut : addBias)(tf.backend() as BackendWasm, product, bias);
  return product;
}

const whereOnHeap = mapOnHeap(({ where }, [x, y]) => [where(x!, y!)], {
  precision: "float32",
  ...{ inputs: 2, outputs: 1, scalars: 0 },
});

/** x where y is positive, else 0: the gradient that passes a ReLU with the result y. */
function where(x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return operation({
    inputs: [x, y],
    value(save) {
      save([y]);
      if (tf.getBackend() !== "wasm") return tf.mul(x, tf.step(y));
      const backend = tf.backend() as BackendWasm;
      const out = backend.makeOutput(x.shape, "float32");
      whereOnHeap(backend, { inputs: [x, y], outputs: [out] });
      return tf.engine().makeTensorFromTensorInfo(out);
    },
    gradients: (dy, [y]) => [() => where(dy, y!), () => tf.zerosLike(y!)],
  });
}
