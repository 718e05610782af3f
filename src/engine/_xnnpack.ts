import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { Kernel } from "./_kernels.ts";
import { emscripten, floats } from "./_heap.ts";
import { matMulKernel, type Operand, type Product } from "./_matmul.ts";

/** The wasm module's own matrix product, by tensor ids and int32 shapes of rank 3. */
type WasmMatMul = (
  aId: number,
  aShape: Uint8Array,
  aRank: number,
  bId: number,
  bShape: Uint8Array,
  bRank: number,
  transposeA: boolean,
  transposeB: boolean,
  outId: number,
) => void;

/** The backend numbers its tensors from 1; the views that live for one call have these three ids. */
const [A_VIEW, B_VIEW, OUT_VIEW] = [2 ** 30, 2 ** 30 + 1, 2 ** 30 + 2];

/**
 * `BatchMatMul` that always reaches XNNPACK.
 *
 * The wasm backend calls XNNPACK for a batch of one without transposes, and a scalar loop for all
 * the rest, so for every gradient. Here a transposed operand is copied upright first, and each
 * matrix of a batch is a product of its own, over a view of the heap.
 */
export function xnnpackMatMul(): Kernel<BackendWasm> {
  let wasm: WasmMatMul | undefined;
  return matMulKernel((product, backend) => {
    wasm ??= wasmMatMul(backend);
    if (transposingOutIsCheaper(product)) multiplyIntoTransposed(product, backend, wasm);
    else multiply(product, backend, wasm);
  });
}

function wasmMatMul(backend: BackendWasm): WasmMatMul {
  const signature = ["number", "array", "number", "number", "array", "number"];
  signature.push("number", "number", "number");
  return emscripten(backend).cwrap(tf.BatchMatMul, null, signature) as WasmMatMul;
}

function multiply(product: Product, backend: BackendWasm, wasm: WasmMatMul): void {
  const { m, n, k, out, left, right } = product;
  const a = upright(product.a, backend);
  const b = upright(product.b, backend);
  const offset = (tensor: tf.TensorInfo, values: number) =>
    backend.getMemoryOffset(tensor.dataId) + values * Float32Array.BYTES_PER_ELEMENT;
  const { registerTensor, disposeData } = backend.wasm.tfjs;
  for (const [i, source] of left.entries()) {
    registerTensor(A_VIEW, m * k, offset(a, source * m * k));
    registerTensor(B_VIEW, k * n, offset(b, right[i]! * k * n));
    registerTensor(OUT_VIEW, m * n, offset(out, i * m * n));
    wasm(A_VIEW, shape(m, k), 3, B_VIEW, shape(k, n), 3, false, false, OUT_VIEW);
    for (const view of [A_VIEW, B_VIEW, OUT_VIEW]) disposeData(view);
  }
  if (a !== product.a.data) backend.disposeData(a.dataId);
  if (b !== product.b.data) backend.disposeData(b.dataId);
}

/** Whether aᵀb costs less as (bᵀa)ᵀ: a wide a against a narrow b and a narrow output. */
function transposingOutIsCheaper({ a, b, m, n, k, left }: Product): boolean {
  return a.transposed && !b.transposed && left.length === 1 && (k + m) * n < k * m;
}

function multiplyIntoTransposed(product: Product, backend: BackendWasm, wasm: WasmMatMul): void {
  const { a, b, out, m, n } = product;
  const turned = backend.makeOutput([1, n, m], "float32");
  const flipped = {
    ...product,
    ...{ a: { ...b, transposed: true }, b: { ...a, transposed: false } },
    ...{ m: n, n: m, out: turned, left: product.right, right: product.left },
  };
  multiply(flipped, backend, wasm);
  transpose(floats(backend, turned), floats(backend, out), { rows: n, columns: m });
  backend.disposeData(turned.dataId);
}

function upright({ data, batch, rows, columns, transposed }: Operand, backend: BackendWasm) {
  if (!transposed) return data;
  const copy = backend.makeOutput([batch, columns, rows], "float32");
  const [from, to] = [floats(backend, data), floats(backend, copy)];
  const size = rows * columns;
  for (let start = 0; start < from.length; start += size) {
    transpose(from.subarray(start, start + size), to.subarray(start, start + size), {
      rows,
      columns,
    });
  }
  return copy;
}

/** Square tiles, so that both the rows read and the rows written stay in the cache. */
function transpose(
  from: Float32Array,
  to: Float32Array,
  { rows, columns }: { rows: number; columns: number },
): void {
  const TILE = 16;
  for (let top = 0; top < rows; top += TILE) {
    const bottom = Math.min(top + TILE, rows);
    for (let first = 0; first < columns; first += TILE) {
      const last = Math.min(first + TILE, columns);
      for (let column = first; column < last; column++) {
        for (let row = top; row < bottom; row++) {
          to[column * rows + row] = from[row * columns + column]!;
        }
      }
    }
  }
}

const shape = (rows: number, columns: number) =>
  new Uint8Array(new Int32Array([1, rows, columns]).buffer);
