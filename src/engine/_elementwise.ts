import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { floats } from "./_heap.ts";
import type { Kernel } from "./_kernels.ts";

/** `Identity` without a copy: tensors are immutable, and the backend counts references. */
export const sharedIdentity: Kernel<BackendWasm> = ({ inputs, backend }) => {
  const x = inputs["x"]!;
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
};

/**
 * `Sum` over the leading axes (a bias's gradient) without the transpose that the wasm backend makes,
 * in float64; other axes are left to the stock kernel. Over no rows, the stock kernel reads what
 * happens to lie in the heap.
 */
export function sumKernel(stock: Kernel<BackendWasm>): Kernel<BackendWasm> {
  return (call) => {
    const { backend, inputs, attrs } = call;
    const x = inputs["x"]!;
    const axes = tf.util.parseAxisParam(attrs?.["axis"] as number | number[], x.shape);
    const leading = axes.every((axis) => axis < axes.length) && axes.length < x.shape.length;
    if (x.dtype !== "float32" || !leading || axes.length === 0) return stock(call);
    const kept = x.shape.slice(axes.length);
    const out = backend.makeOutput(kept, "float32");
    sumRows(floats(backend, x), floats(backend, out));
    const shape = attrs?.["keepDims"] ? [...axes.map(() => 1), ...kept] : kept;
    return { ...out, shape };
  };
}

function sumRows(from: Float32Array, to: Float32Array): void {
  const width = to.length;
  if (width === 0) return;
  const totals = new Float64Array(width);
  // Four rows at a time: a total is then loaded and stored once for four additions.
  let start = 0;
  for (; start + 4 * width <= from.length; start += 4 * width) {
    for (let i = 0, at = start; i < width; i++, at++) {
      const pair = from[at]! + from[at + width]!;
      totals[i]! += pair + (from[at + 2 * width]! + from[at + 3 * width]!);
    }
  }
  for (; start < from.length; start += width) {
    for (let i = 0; i < width; i++) totals[i]! += from[start + i]!;
  }
  to.set(totals);
}
