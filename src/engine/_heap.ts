import type * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

/** The functions of the Emscripten module that tfjs's types leave out. */
interface EmscriptenModule {
  _malloc(bytes: number): number;
  readonly asm: { readonly memory: WebAssembly.Memory; malloc(bytes: number): number };
  cwrap(name: string, result: null, parameters: readonly string[]): unknown;
}

/** The wasm module behind a backend. */
export function emscripten(backend: BackendWasm): EmscriptenModule {
  return backend.wasm as unknown as EmscriptenModule;
}

/** Makes the wasm heap's refusal of an allocation an error; the backend would write to address 0. */
export function refuseNullPointers(backend: BackendWasm): void {
  const module = emscripten(backend);
  // Not `module._malloc`, which replaces itself by this one when it is first called.
  const { malloc } = module.asm;
  module._malloc = (bytes) => {
    const pointer = malloc(bytes);
    if (pointer === 0 && bytes > 0) {
      throw new RangeError(
        `Cannot allocate ${bytes} bytes: the wasm heap of at most 4 GiB is full. ` +
          "Use smaller networks or batches.",
      );
    }
    return pointer;
  };
}

/** The float32 values of a tensor where they lie; invalid after the next allocation. */
export function floats(backend: BackendWasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** One matrix of `size` values out of a batch, where it lies; invalid after the next allocation. */
export function matrix(
  backend: BackendWasm,
  { batch, index, size }: { batch: tf.TensorInfo; index: number; size: number },
): Float32Array<ArrayBuffer> {
  const address = backend.getMemoryOffset(batch.dataId) +
    index * size * Float32Array.BYTES_PER_ELEMENT;
  return new Float32Array(emscripten(backend).asm.memory.buffer as ArrayBuffer, address, size);
}
