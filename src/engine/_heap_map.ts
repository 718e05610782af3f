import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { emscripten } from "./_heap.ts";
import { compileMap, type Elementwise, type HeapMap, type Signature } from "./_simd.ts";

/** What a function is computed on: tensors of as many elements as its first output. */
interface Operands {
  readonly inputs: readonly tf.TensorInfo[];
  readonly outputs: readonly tf.TensorInfo[];
  readonly scalars?: readonly number[];
}

/** Compiles an elementwise function of tensors of a wasm backend, once for every backend's heap. */
export function mapOnHeap(
  f: Elementwise,
  signature: Signature,
): (backend: BackendWasm, operands: Operands) => void {
  const bind = binder(f, signature);
  return (backend, { inputs, outputs, scalars = [] }) => {
    const map = bind(backend);
    const addresses = [...inputs, ...outputs].map(({ dataId }) => backend.getMemoryOffset(dataId));
    map(...addresses, tf.util.sizeFromShape(outputs[0]!.shape), ...scalars);
  };
}

/**
 * Compiles an elementwise function of a matrix, as many values of it at a time as `row` has, and of
 * the row, whose results replace the matrix: only for tensors that nobody else holds.
 */
export function mapRowsOnHeap(
  f: Elementwise,
): (backend: BackendWasm, matrix: tf.TensorInfo, row: tf.TensorInfo) => void {
  const bind = binder(f, { precision: "float32", inputs: 2, outputs: 1, scalars: 0 });
  return (backend, matrix, row) => {
    const map = bind(backend);
    const [start, other] = [matrix, row].map(({ dataId }) => backend.getMemoryOffset(dataId));
    const [size, width] = [matrix, row].map(({ shape }) => tf.util.sizeFromShape(shape));
    for (let i = 0; i < size!; i += width!) {
      const at = start! + i * Float32Array.BYTES_PER_ELEMENT;
      map(at, other!, at, width!);
    }
  };
}

/** Binds a function to a backend's heap when it first meets it. */
function binder(f: Elementwise, signature: Signature): (backend: BackendWasm) => HeapMap {
  let compiled: ReturnType<typeof compileMap> | undefined;
  const bound = new WeakMap<BackendWasm, HeapMap>();
  return (backend) => {
    let map = bound.get(backend);
    if (!map) {
      compiled ??= compileMap(f, signature);
      map = compiled(emscripten(backend).asm.memory);
      bound.set(backend, map);
    }
    return map;
  };
}
