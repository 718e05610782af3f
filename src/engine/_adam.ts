import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { mapOnHeap } from "./_heap_map.ts";
import type { Elementwise } from "./_simd.ts";

/** Tensors of Adam's step, all of one shape. */
export interface AdamState {
  readonly base: tf.Tensor;
  readonly displacement: tf.Tensor;
  readonly gradient: tf.Tensor;
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

/** Scalars of Adam's step; `rate` and `root` hold the corrections of the moments' bias. */
export interface AdamScalars {
  /** What the gradient is multiplied by. */
  readonly scale: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** η · weight decay. */
  readonly decay: number;
  /** η / (1 − β₁ᵗ). */
  readonly rate: number;
  /** 1 / √(1 − β₂ᵗ). */
  readonly root: number;
}

/** Float32 like PyTorch's, four elements at a time. */
const run = mapOnHeap(adam, { precision: "float32", inputs: 5, outputs: 4, scalars: 9 });

/**
 * Weight, displacement, first and second moment after a step: one pass over five arrays in the place
 * of some thirteen.
 */
export function adamOnWasm(
  { base, displacement, gradient, first, second }: AdamState,
  { scale, beta1, beta2, epsilon, decay, rate, root }: AdamScalars,
): tf.Tensor[] {
  const backend = tf.backend() as BackendWasm;
  const outputs = Array.from({ length: 4 }, () => backend.makeOutput(base.shape, "float32"));
  run(backend, {
    inputs: [base, displacement, gradient, first, second],
    outputs,
    scalars: [scale, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, decay, rate, root],
  });
  return outputs.map((output) => tf.engine().makeTensorFromTensorInfo(output));
}

function adam(
  { add, define, div, mul, sqrt, sub }: Parameters<Elementwise>[0],
  [base, displacement, gradient, first, second]: Parameters<Elementwise>[1],
  [scale, beta1, rest1, beta2, rest2, epsilon, decay, rate, root]: Parameters<Elementwise>[2],
): ReturnType<Elementwise> {
  const b = define(base!), d = define(displacement!);
  const g = define(mul(gradient!, scale!));
  const m = define(add(mul(first!, beta1!), mul(g, rest1!)));
  const v = define(add(mul(second!, beta2!), mul(mul(g, g), rest2!)));
  const move = div(m, add(mul(sqrt(v), root!), epsilon!));
  const moved = define(sub(d, add(mul(add(b, d), decay!), mul(move, rate!))));
  return [add(b, moved), moved, m, v];
}
