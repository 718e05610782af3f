import type { Head } from "./head.ts";

/** As the device divides: an embedding shorter than this is divided by it. */
const SMALLEST_NORM = 1e-12;

/**
 * A head made of examples: the prototype of a class is the mean of its normalised embeddings,
 * normalised, and not centred. Sums are float64.
 *
 * @throws {RangeError} when a class has no example, a label is no class, the embeddings are not one
 *   a label, or those of a class cancel out
 *
 * @example Two classes on the axes of the plane.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { prototypeHead } from "./mod.ts";
 *
 * const head = prototypeHead({
 *   embeddings: Float32Array.of(3, 0, 0, 2, 0, 5),
 *   labels: Uint16Array.of(0, 1, 1),
 *   classes: 2,
 *   scale: 16,
 * });
 * assertEquals(head.prototypes, Float32Array.of(1, 0, 0, 1));
 * ```
 */
export function prototypeHead({ embeddings, labels, classes, scale }: {
  /** `[labels.length, width]`, row by row. */
  embeddings: Float32Array;
  labels: Uint16Array;
  classes: number;
  scale: number;
}): Head {
  const width = embeddings.length / labels.length;
  if (!Number.isInteger(width) || width === 0) {
    throw new RangeError(
      `Cannot make a head: ${embeddings.length} numbers are not embeddings of ${labels.length} ` +
        "examples; give one of the same width for each label.",
    );
  }
  const sums = Array.from({ length: classes }, () => new Float64Array(width));
  labels.forEach((label, row) => {
    const sum = sums[label];
    if (!sum) {
      throw new RangeError(
        `Cannot make a head of ${classes} classes: example ${row} has the label ${label}.`,
      );
    }
    const embedding = Float64Array.from(embeddings.subarray(row * width, (row + 1) * width));
    normalise(embedding).forEach((x, i) => sum[i]! += x);
  });
  const prototypes = new Float32Array(classes * width);
  sums.forEach((sum, label) => {
    if (!sum.some((x) => x !== 0)) {
      throw new RangeError(
        `Cannot make a head of ${classes} classes: class ${label} has no example with a direction.`,
      );
    }
    prototypes.set(normalise(sum), label * width);
  });
  return { prototypes, classes, width, scale };
}

function normalise(vector: Float64Array): Float64Array {
  const norm = Math.max(Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)), SMALLEST_NORM);
  return vector.map((x) => x / norm);
}
