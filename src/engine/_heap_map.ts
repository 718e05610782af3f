import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { emscripten } from "./_heap.ts";
import { compileMap, type Elementwise, type Signature } from "./_simd.ts";

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
  const bind = bindWhenMet(() => compileMap(f, signature));
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
  const bind = bindWhenMet(() => compileMap(f, ROWS));
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

const ROWS: Signature = { precision: "float32", inputs: 2, outputs: 1, scalars: 0 };

/** Binds a function to a backend's heap when it first meets it; it is compiled then. */
export function bindWhenMet<F>(
  compileIt: () => (heap: WebAssembly.Memory) => F,
): (backend: BackendWasm) => F {
  let compiled: ReturnType<typeof compileIt> | undefined;
  const bound = new WeakMap<BackendWasm, F>();
  return (backend) => {
    let f = bound.get(backend);
    if (!f) {
      compiled ??= compileIt();
      f = compiled(emscripten(backend).asm.memory);
      bound.set(backend, f);
    }
    return f;
  };
}

/** The same for functions that are compiled for some numbers, once for each. */
export function bindForSizes<Sizes extends Readonly<Record<string, number>>, F>(
  compileIt: (sizes: Sizes) => (heap: WebAssembly.Memory) => F,
): (backend: BackendWasm, sizes: Sizes) => F {
  const known = new Map<string, (backend: BackendWasm) => F>();
  return (backend, sizes) => {
    const key = Object.values(sizes).join();
    let bind = known.get(key);
    if (!bind) {
      bind = bindWhenMet(() => compileIt(sizes));
      known.set(key, bind);
    }
    return bind(backend);
  };
}
