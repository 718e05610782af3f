/** Samples of one task, one after the other. */
export interface Batch {
  /** Row-major `[count, inputs]`. */
  readonly inputs: Float64Array;
  /** Row-major `[count, outputs]`: one-hot rows or class distributions, or real targets. */
  readonly targets: Float64Array;
  /** The number of samples, at least 1. */
  readonly count: number;
}

/**
 * The batch without the samples at the given indices, in the same order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { excludeSamples } from "./mod.ts";
 *
 * const batch = {
 *   inputs: Float64Array.of(1, 2, 3, 4, 5, 6),
 *   targets: Float64Array.of(7, 8, 9),
 *   count: 3,
 * };
 * assertEquals(excludeSamples(batch, [1]), {
 *   inputs: Float64Array.of(1, 2, 5, 6),
 *   targets: Float64Array.of(7, 9),
 *   count: 2,
 * });
 * ```
 *
 * @throws {RangeError} If an index is not that of a sample, or no sample would be left.
 */
export function excludeSamples(batch: Batch, indices: readonly number[]): Batch {
  const { inputs, targets, count } = batch;
  const unknown = indices.find((index) =>
    !(Number.isInteger(index) && index >= 0 && index < count)
  );
  if (unknown !== undefined) {
    throw new RangeError(`Cannot exclude sample ${unknown} of ${count}: indices run from 0.`);
  }
  const excluded = new Set(indices);
  const kept = Array.from({ length: count }, (_, index) => index).filter((i) => !excluded.has(i));
  if (kept.length === 0) {
    throw new RangeError(`Cannot exclude all ${count} samples: a batch needs at least one.`);
  }
  return {
    inputs: selectRows(inputs, { rows: kept, width: inputs.length / count }),
    targets: selectRows(targets, { rows: kept, width: targets.length / count }),
    count: kept.length,
  };
}

function selectRows(
  matrix: Float64Array,
  { rows, width }: { readonly rows: readonly number[]; readonly width: number },
): Float64Array {
  const selected = new Float64Array(rows.length * width);
  rows.forEach((row, place) =>
    selected.set(matrix.subarray(row * width, (row + 1) * width), place * width)
  );
  return selected;
}
