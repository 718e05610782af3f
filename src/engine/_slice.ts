import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { floats } from "./_heap.ts";
import type { Kernel } from "./_kernels.ts";

/**
 * `Slice` of rows that follow each other, which copies them and no more: the stock kernel first
 * copies the whole tensor out of the heap, so that a mini-batch would cost as much as its data set.
 * Other slices are left to the stock kernel.
 */
export function sliceKernel(stock: Kernel<BackendWasm>): Kernel<BackendWasm> {
  return (call) => {
    const { backend, inputs, attrs } = call;
    const x = inputs["x"]!;
    const { begin, size } = attrs as unknown as { begin: number[]; size: number[] };
    const parameters = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
    const [from, shape] = parameters as [number[], number[]];
    if (x.dtype !== "float32" || !tf.slice_util.isSliceContinous(x.shape, from, shape)) {
      return stock(call);
    }
    const strides = tf.util.computeStrides(x.shape);
    const start = tf.slice_util.computeFlatOffset(from, strides);
    const out = backend.makeOutput(shape, "float32");
    const count = tf.util.sizeFromShape(shape);
    floats(backend, out).set(floats(backend, x).subarray(start, start + count));
    return out;
  };
}
