import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { floats } from "./_heap.ts";

/**
 * The values of a float32 tensor where they lie, if the backend keeps them in the host's memory
 * (wasm, cpu); not to be written to, and invalid after the next allocation.
 */
export function hostFloats(tensor: tf.Tensor): Float32Array | undefined {
  switch (tf.getBackend()) {
    case "wasm":
      return floats(tf.backend() as BackendWasm, tensor);
    case "cpu":
      return tensor.dataSync<"float32">();
    default:
      return undefined;
  }
}
