import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { Arithmetic } from "./_arithmetic.ts";
import { mapOnHeap } from "./_heap_map.ts";
import { replacement } from "./_operation.ts";
import type { Signature } from "./_simd.ts";
import type { Code } from "./_wasm_code.ts";

/** The sigmoid's steepness that makes x·σ(1.702x) nearest to GELU (Hendrycks and Gimpel 2016). */
const STEEPNESS = 1.702;

/** CLIP's activation, x·σ(1.702x), elementwise; right at every order. */
export function quickGelu(x: tf.Tensor): tf.Tensor {
  if (tf.getBackend() !== "wasm") return composed([x]);
  return replacement({
    inputs: [x],
    composed,
    value: () => onHeap(valueOnHeap, [x]),
    gradients: (dy, [x]) => [() => onHeap(slopeOnHeap, [x!, dy])],
  });
}

const composed = ([x]: readonly tf.Tensor[]) => tf.mul(x!, tf.sigmoid(tf.mul(x!, STEEPNESS)));

/** The derivative of {@linkcode quickGelu} along dx. */
export function quickGeluTangent(x: tf.Tensor, dx: tf.Tensor): tf.Tensor {
  if (tf.getBackend() === "wasm") return onHeap(slopeOnHeap, [x, dx]);
  const gate = tf.sigmoid(tf.mul(x, STEEPNESS));
  const bend = tf.mul(tf.mul(x, STEEPNESS), tf.sub(1, gate));
  return tf.mul(dx, tf.mul(gate, tf.add(1, bend)));
}

const signature = (inputs: number): Signature => ({
  precision: "float32",
  ...{ inputs, outputs: 1, scalars: 0 },
});

const valueOnHeap = mapOnHeap((arithmetic, [x]) => {
  const value = arithmetic.define(x!);
  return [arithmetic.mul(value, gateOf(value, arithmetic))];
}, signature(1));

const slopeOnHeap = mapOnHeap((arithmetic, [x, dy]) => {
  const { add, constant, define, mul, sub } = arithmetic;
  const value = define(x!);
  const gate = define(gateOf(value, arithmetic));
  const bend = mul(mul(value, constant(STEEPNESS)), sub(constant(1), gate));
  return [mul(mul(dy!, gate), add(constant(1), bend))];
}, signature(2));

/** σ(1.702x). */
function gateOf(x: Code, { add, constant, div, exp, mul }: Arithmetic): Code {
  return div(constant(1), add(constant(1), exp(mul(x, constant(-STEEPNESS)))));
}

function onHeap(map: ReturnType<typeof mapOnHeap>, inputs: readonly tf.Tensor[]): tf.Tensor {
  const backend = tf.backend() as BackendWasm;
  const out = backend.makeOutput(inputs[0]!.shape, "float32");
  map(backend, { inputs, outputs: [out] });
  return tf.engine().makeTensorFromTensorInfo(out);
}
