import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { mapOnHeap } from "./_heap_map.ts";
import type { Kernel } from "./_kernels.ts";
import { type Arithmetic, polynomial } from "./_arithmetic.ts";
import type { Elementwise } from "./_simd.ts";
import type { Code } from "./_wasm_code.ts";

/** `Tanh`, to the nearest float32 or its neighbour, in a tenth of the time of tfjs's scalar loop. */
export const tanhKernel = (): Kernel<BackendWasm> => elementwiseKernel(tanh, ["x"]);

/** The kernel of tanh's gradient, dy·(1 − y²), which tfjs composes of three. */
const GRADIENT = "TanhGrad";

/** Gives the wasm backend a kernel for tanh's gradient, and returns the function that takes it away. */
export function fuseTanhGradient(): () => void {
  const stock = tf.getGradient(tf.Tanh);
  tf.registerKernel({
    kernelName: GRADIENT,
    backendName: "wasm",
    kernelFunc: elementwiseKernel(tanhGrad, ["y", "dy"]) as unknown as tf.KernelFunc,
  });
  const fused = (y: tf.Tensor, dy: tf.Tensor) =>
    tf.engine().runKernel<tf.Tensor>(GRADIENT, { y, dy });
  replaceGradient({
    kernelName: tf.Tanh,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => fused(y!, dy as tf.Tensor) }),
  });
  tf.registerGradient({
    kernelName: GRADIENT,
    inputsToSave: ["y", "dy"],
    gradFunc: (slope, [y, dy]) => ({
      y: () => tf.mul(slope as tf.Tensor, tf.mul(tf.mul(y!, dy!), -2)),
      dy: () => fused(y!, slope as tf.Tensor),
    }),
  });
  return () => {
    replaceGradient(stock);
    tf.unregisterGradient(GRADIENT);
    tf.unregisterKernel(GRADIENT, "wasm");
  };
}

function replaceGradient(config: tf.GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

/** A kernel that computes a function of the tensors named. */
function elementwiseKernel(f: Elementwise, names: readonly string[]): Kernel<BackendWasm> {
  const map = mapOnHeap(f, { precision: "float64", inputs: names.length, outputs: 1, scalars: 0 });
  return ({ inputs, backend }) => {
    const operands = names.map((name) => inputs[name]!);
    const out = backend.makeOutput(operands[0]!.shape, "float32");
    map(backend, { inputs: operands, outputs: [out] });
    return out;
  };
}

/** In float32 tanh is ±1 from here on. */
const SATURATION = 9.1;

/**
 * tanh(x) ≈ x·P(x²)/Q(x²), lowest power first: minimax in relative error on [0, 9.1], where it is
 * 1.4e-9, a fortieth of a float32 rounding. The coefficients come from
 * `fixtures/engine/tanh.py`.
 */
const P = [
  0.9999999985563787,
  0.13676142093335883,
  0.003863599610732055,
  2.7912064321755184e-05,
  3.0355807260351655e-08,
  -1.2033817609168098e-11,
];
const Q = [
  1,
  0.4700947403135472,
  0.027228535530359543,
  0.00039302947610048985,
  1.2807032713022192e-06,
];

function tanh(arithmetic: Arithmetic, [argument]: readonly Code[]): Code[] {
  const { constant, define, div, max, min, mul } = arithmetic;
  const x = define(max(min(argument!, constant(SATURATION)), constant(-SATURATION)));
  const square = define(mul(x, x));
  return [div(mul(x, polynomial(P, square, arithmetic)), polynomial(Q, square, arithmetic))];
}

function tanhGrad(
  { constant, define, mul, sub }: Arithmetic,
  [y, dy]: readonly Code[],
): Code[] {
  const value = define(y!);
  return [mul(dy!, sub(constant(1), mul(value, value)))];
}
