import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { Kernel } from "./_kernels.ts";

/** A batch of row-major float32 matrices [batch, rows, columns], maybe to be read transposed. */
export interface Operand {
  readonly data: tf.TensorInfo;
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  readonly transposed: boolean;
}

/** One batch of products: out[i] (m × n) = op(a[left[i]]) (m × k) · op(b[right[i]]) (k × n). */
export interface Product {
  readonly a: Operand;
  readonly b: Operand;
  readonly out: tf.TensorInfo;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Makes tfjs's `BatchMatMul` kernel for wasm from a function that computes non-empty products. */
export function matMulKernel(
  multiply: (product: Product, backend: BackendWasm) => void,
): Kernel<BackendWasm> {
  return ({ inputs, attrs, backend }) => {
    const a = operand(inputs["a"]!, attrs?.["transposeA"] === true);
    const b = operand(inputs["b"]!, attrs?.["transposeB"] === true);
    const [m, k] = a.transposed ? [a.columns, a.rows] : [a.rows, a.columns];
    const [kOfB, n] = b.transposed ? [b.columns, b.rows] : [b.rows, b.columns];
    if (k !== kOfB) {
      throw new RangeError(
        `Cannot multiply matrices of ${m} × ${k} and ${kOfB} × ${n}: the inner dimensions differ.`,
      );
    }
    const batches = tf.broadcast_util.assertAndGetBroadcastShape(
      a.data.shape.slice(0, -2),
      b.data.shape.slice(0, -2),
    );
    const out = backend.makeOutput([...batches, m, n], "float32");
    const left = sources(batches, a.data.shape.slice(0, -2));
    const right = sources(batches, b.data.shape.slice(0, -2));
    if (m * n * k === 0) backend.typedArrayFromHeap(out).fill(0);
    else multiply({ a, b, out, m, n, k, left, right }, backend);
    return out;
  };
}

function operand(data: tf.TensorInfo, transposed: boolean): Operand {
  if (data.dtype !== "float32") {
    throw new TypeError(`Cannot multiply matrices of ${data.dtype}: cast them to float32.`);
  }
  const [rows, columns] = data.shape.slice(-2) as [number, number];
  const batch = tf.util.sizeFromShape(data.shape.slice(0, -2));
  return { data, batch, rows, columns, transposed };
}

/** For every matrix of the broadcast batch, the index of the matrix it comes from. */
function sources(broadcast: readonly number[], own: readonly number[]): number[] {
  if (broadcast.every((size) => size === 1)) return [0];
  const missing = broadcast.length - own.length;
  const strides = tf.util.computeStrides([...own, 1]);
  return Array.from({ length: tf.util.sizeFromShape([...broadcast]) }, (_, flat) => {
    let index = 0;
    for (let axis = broadcast.length - 1; axis >= 0; axis--) {
      const position = flat % broadcast[axis]!;
      flat = Math.floor(flat / broadcast[axis]!);
      const size = own[axis - missing] ?? 1;
      if (size > 1) index += position * strides[axis - missing]!;
    }
    return index;
  });
}
