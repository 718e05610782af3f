import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { Scaling } from "./layer_norm.ts";
import { layerNormRoutines } from "./_layer_norm_routines.ts";
import { LANES } from "./_routine.ts";

/** Whether rows can be normalised here: on wasm, four entries at a time. */
export const isOnHeap = (x: tf.Tensor): boolean =>
  tf.getBackend() === "wasm" && x.shape.at(-1)! % LANES === 0;

/** Layer norm of the rows of x [n, width] with weight and bias [width]. */
export function normalise(
  x: tf.Tensor,
  { weight, bias, epsilon }: Scaling & { epsilon: number },
): tf.Tensor {
  const { routines, rows, width, backend } = prepare(x, epsilon);
  const y = backend.makeOutput([rows, width], "float32");
  routines.forward(...addresses([x, weight, bias, y]), rows);
  return tensorOf(y);
}

/** The gradients by the rows, the weight and the bias, from that by the layer norm. */
export function pullBack(
  dy: tf.Tensor,
  { x, weight, epsilon }: { x: tf.Tensor; weight: tf.Tensor; epsilon: number },
): { x: tf.Tensor; weight: tf.Tensor; bias: tf.Tensor } {
  const { routines, rows, width, backend } = prepare(x, epsilon);
  const dx = backend.makeOutput([rows, width], "float32");
  const [byWeight, byBias] = [tf.zeros([width]), tf.zeros([width])];
  routines.backward(...addresses([x, weight, dy, dx, byWeight, byBias]), rows);
  return { x: tensorOf(dx), weight: byWeight, bias: byBias };
}

/** The derivative of the layer norm along dx and a scaling. */
export function pushForward(
  x: tf.Tensor,
  { weight, dx, along, epsilon }: {
    weight: tf.Tensor;
    dx: tf.Tensor;
    along: Scaling;
    epsilon: number;
  },
): tf.Tensor {
  const { routines, rows, width, backend } = prepare(x, epsilon);
  const dy = backend.makeOutput([rows, width], "float32");
  routines.tangent(...addresses([x, weight, dx, along.weight, along.bias, dy]), rows);
  return tensorOf(dy);
}

function prepare(x: tf.Tensor, epsilon: number) {
  const backend = tf.backend() as BackendWasm;
  const [rows, width] = x.shape as [number, number];
  return { backend, rows, width, routines: layerNormRoutines(backend, { width, epsilon }) };
}

const addresses = (tensors: readonly tf.TensorInfo[]) =>
  tensors.map(({ dataId }) => (tf.backend() as BackendWasm).getMemoryOffset(dataId));

const tensorOf = (info: tf.TensorInfo) => tf.engine().makeTensorFromTensorInfo(info);
