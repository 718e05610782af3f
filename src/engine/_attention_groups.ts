import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { AttentionShape } from "./attention.ts";
import { type AttentionRoutines, attentionRoutines } from "./_attention_routines.ts";
import { LANES } from "./_routine.ts";

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** A batch in groups of four heads of one sample, whose attention is computed together. */
export interface Groups {
  /** New tensors: rows of queries, keys and values; rows of one of them; a square a group. */
  wide(): tf.TensorInfo;
  narrow(): tf.TensorInfo;
  squares(): tf.TensorInfo;
  /** Runs code on every group, with the addresses of so many lanes and squares of scratch memory. */
  forEach(
    scratch: { readonly lanes: number; readonly squares: number },
    run: (
      routines: AttentionRoutines,
      places: Places,
      scratch: { readonly lanes: readonly number[]; readonly squares: readonly number[] },
    ) => void,
  ): void;
}

/** Where a group's part of a tensor begins. */
interface Places {
  /** Of queries, of keys and of values. */
  wide(tensor: tf.TensorInfo): number[];
  narrow(tensor: tf.TensorInfo): number;
  square(tensor: tf.TensorInfo): number;
}

/** The groups of a batch whose queries, keys and values are `qkv`. */
export function groupsOf(qkv: tf.TensorInfo, { tokens, heads }: AttentionShape): Groups {
  const backend = tf.backend() as BackendWasm;
  const [rows, width] = [qkv.shape[0]!, qkv.shape[1]! / 3];
  const [samples, perSample, size] = [rows / tokens, heads / LANES, width / heads];
  const [lanesLength, squareLength] = [tokens * size * LANES, tokens ** 2 * LANES];
  const routines = attentionRoutines(backend, { tokens, size, width });
  const output = (...shape: number[]) => backend.makeOutput(shape, "float32");
  const address = ({ dataId }: tf.TensorInfo) => backend.getMemoryOffset(dataId);

  const placesOf = (sample: number, group: number): Places => {
    const rowsFrom = (tensor: tf.TensorInfo, { part, parts }: { part: number; parts: number }) =>
      address(tensor) +
      ((sample * tokens * parts + part) * width + group * LANES * size) * BYTES;
    return {
      wide: (tensor) => [0, 1, 2].map((part) => rowsFrom(tensor, { part, parts: 3 })),
      narrow: (tensor) => rowsFrom(tensor, { part: 0, parts: 1 }),
      square: (tensor) => address(tensor) + (sample * perSample + group) * squareLength * BYTES,
    };
  };

  return {
    wide: () => output(rows, 3 * width),
    narrow: () => output(rows, width),
    squares: () => output(samples * perSample, squareLength),
    forEach(scratch, run) {
      const memory = output(scratch.lanes * lanesLength + scratch.squares * squareLength);
      const start = address(memory);
      const places = (count: number, from: number, length: number) =>
        Array.from({ length: count }, (_, i) => from + i * length * BYTES);
      const lanes = places(scratch.lanes, start, lanesLength);
      const behind = start + scratch.lanes * lanesLength * BYTES;
      const squares = places(scratch.squares, behind, squareLength);
      for (let sample = 0; sample < samples; sample++) {
        for (let group = 0; group < perSample; group++) {
          run(routines, placesOf(sample, group), { lanes, squares });
        }
      }
      backend.disposeData(memory.dataId);
    },
  };
}
