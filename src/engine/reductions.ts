import * as tf from "@tensorflow/tfjs";
import type { Engine } from "./engine.ts";
import { hostFloats } from "./_host.ts";

/**
 * ‖(x_1, …, x_n)‖₂ over all entries of some tensors together; the caller disposes of it.
 *
 * Summed in float64 where the tensors lie in the host's memory (wasm, cpu), and rounded to float32
 * once; in float32 on WebGPU, where nothing is read back.
 */
export function norm(tensors: readonly tf.Tensor[]): tf.Scalar {
  return tf.tidy(() => {
    let total = 0;
    for (const [i, tensor] of tensors.entries()) {
      const values = hostFloats(tensor);
      if (!values) {
        const squares = tensors.slice(i).map((x) => tf.sum(tf.square(x)));
        return tf.sqrt(squares.reduce((sum, term) => tf.add(sum, term))) as tf.Scalar;
      }
      total += sumOfSquares(values);
    }
    return tf.scalar(Math.sqrt(total));
  });
}

/** Four sums at a time, since one would wait for each of its additions. */
function sumOfSquares(x: Float32Array): number {
  let a = 0, b = 0, c = 0, d = 0, i = 0;
  for (; i + 4 <= x.length; i += 4) {
    a += x[i]! * x[i]!;
    b += x[i + 1]! * x[i + 1]!;
    c += x[i + 2]! * x[i + 2]!;
    d += x[i + 3]! * x[i + 3]!;
  }
  for (; i < x.length; i++) a += x[i]! * x[i]!;
  return (a + b) + (c + d);
}

/** A running sum of lists of tensors, such as an epoch's gradients. */
export interface TensorSum {
  /** Adds a list, of the same shapes every time; its tensors stay the caller's. */
  add(terms: readonly tf.Tensor[]): void;
  /** The sum so far as one flat vector, tensor after tensor. */
  read(): Promise<Float64Array>;
  dispose(): void;
}

/**
 * Starts a sum of nothing: in float64 where the tensors lie in the host's memory (wasm, cpu); in
 * float32 on WebGPU, where reading every term would cost more than the training.
 */
export function openSum(engine: Engine): TensorSum {
  let onHost: Float64Array | undefined;
  let onDevice: tf.Tensor[] | undefined;

  function add(terms: readonly tf.Tensor[]) {
    if (!hostFloats(terms[0]!)) {
      const next = terms.map((term, i) => onDevice ? tf.add(onDevice[i]!, term) : term.clone());
      tf.dispose(onDevice ?? []);
      onDevice = next;
      return;
    }
    onHost ??= new Float64Array(terms.reduce((total, { size }) => total + size, 0));
    let offset = 0;
    for (const term of terms) {
      addTo(onHost.subarray(offset, offset + term.size), hostFloats(term)!);
      offset += term.size;
    }
  }

  return {
    add,
    async read() {
      if (onHost) return onHost.slice();
      const parts = await Promise.all((onDevice ?? []).map((tensor) => engine.read(tensor)));
      return Float64Array.from(parts.flatMap((part) => [...part]));
    },
    dispose: () => tf.dispose(onDevice ?? []),
  };
}

function addTo(total: Float64Array, term: Float32Array): void {
  for (let i = 0; i < total.length; i++) total[i]! += term[i]!;
}
