/** A flat vector of P coordinates. */
export type Vector = Float32Array | Float64Array;

/**
 * The dot product of two vectors [P], summed in float64.
 *
 * @throws {RangeError} for vectors of different lengths, and when the result is not finite
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { dot } from "./mod.ts";
 *
 * assertEquals(dot(Float32Array.of(1, 2), Float64Array.of(3, 4)), 11);
 * ```
 */
export function dot(a: Vector, b: Vector): number {
  if (a.length !== b.length) {
    throw new RangeError(
      `Cannot pair a vector of ${a.length} with one of ${b.length} coordinates.`,
    );
  }
  const total = sumOfProducts(a, b);
  if (!Number.isFinite(total)) {
    throw new RangeError(`Cannot measure: a dot product is ${total}. Did a training diverge?`);
  }
  return total;
}

/** Two loops with one type each run three times as fast as one loop that meets both. */
function sumOfProducts(a: Vector, b: Vector): number {
  return a instanceof Float32Array && b instanceof Float32Array
    ? sumOfNarrow(a, b)
    : sumOfWide(wide(a), wide(b));
}

function sumOfNarrow(a: Float32Array, b: Float32Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function sumOfWide(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function wide(vector: Vector): Float64Array {
  return vector instanceof Float64Array ? vector : new Float64Array(vector);
}

/**
 * The Euclidean norm of a vector [P], in its unit and in float64; entries whose squares leave the
 * range of float64 are no harm.
 *
 * @throws {RangeError} for an entry that is not finite
 */
export function norm(vector: Vector): number {
  const squares = sumOfProducts(vector, vector);
  if (inRange(squares)) return Math.sqrt(squares);
  const largest = wide(vector).reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (!Number.isFinite(largest)) {
    throw new RangeError(
      `Cannot measure a norm: a coordinate is ${largest}. Did a training diverge?`,
    );
  }
  return largest === 0 ? 0 : largest * norm(divided(vector, largest));
}

/**
 * A vector [P] in the direction of another, with the given norm, in float64.
 *
 * @throws {RangeError} for a vector of zeros, which has no direction, an entry that is not finite,
 * and a norm that is no length
 *
 * @example A task vector as long as another one: what is left between them is direction.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { norm, withNorm } from "./mod.ts";
 *
 * const [plain, regularised] = [Float32Array.of(3, 4), Float32Array.of(0, 10)];
 * assertEquals(withNorm(plain, norm(regularised)), Float64Array.of(6, 8));
 * ```
 */
export function withNorm(vector: Vector, length: number): Float64Array {
  if (!(length >= 0 && length < Infinity)) {
    throw new RangeError(`Cannot rescale to a norm of ${length}: it is not one from 0 to finite.`);
  }
  const found = norm(vector);
  if (found === 0) throw new RangeError("Cannot rescale: a vector of zeros has no direction.");
  return wide(vector).map((entry) => entry / found * length);
}

/** Far enough from 0 for sums of products to keep their digits. */
const inRange = (product: number) => product > 1e-270 && product < Infinity;

/**
 * The cosine of the angle between two vectors [P], within [−1, 1].
 *
 * @throws {RangeError} for a vector of zeros, which has no direction, for vectors of different
 * lengths, and for an entry that is not finite
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertThrows } from "@std/assert";
 * import { cosine } from "./mod.ts";
 *
 * const vector = Float32Array.of(3, 4);
 * assertAlmostEquals(cosine(vector, Float32Array.of(4, 3)), 24 / 25, 1e-15);
 * assertThrows(() => cosine(vector, Float32Array.of(0, 0)), RangeError, "has no direction");
 * ```
 */
export function cosine(a: Vector, b: Vector): number {
  const [length, other] = [norm(a), norm(b)];
  if (length === 0 || other === 0) {
    throw new RangeError("Cannot measure a cosine: a vector of zeros has no direction.");
  }
  const ratio = inRange(length * other)
    ? dot(a, b) / (length * other)
    : dot(divided(a, length), divided(b, other));
  return Math.max(-1, Math.min(1, ratio));
}

function divided(vector: Vector, by: number): Float64Array {
  return wide(vector).map((entry) => entry / by);
}
