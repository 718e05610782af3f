import type { Vector } from "./method.ts";

/** Magnitudes share a bucket if exponent and first four bits of the fraction are the same in float32. */
const BUCKETS = 1 << 12;
const bucketOf = (bits: number) => (bits & 0x7fffffff) >>> 19;

/**
 * The indices, rising, of the `count` coordinates that are largest by magnitude: exactly so many,
 * because of equal magnitudes the one with the lower index counts as the larger.
 *
 * One pass finds the bucket of magnitudes in which the cut lies, and only that bucket is sorted.
 */
export function largest(values: Vector, count: number): Uint32Array {
  const indices = new Uint32Array(count);
  if (count === 0) return indices;
  // Rounding to float32 keeps the order, and positive float32 numbers are in the order of their bits.
  const bits = new Uint32Array(new Float32Array(values).buffer);
  const { bucket, rest } = bucketOfCut(bits, count);
  const members = membersOf(bucket, { values, bits });
  const threshold = members[members.length - rest]!;
  let equals = rest - (members.length - 1 - members.lastIndexOf(threshold));
  for (let i = 0, at = 0; at < count; i++) {
    const own = bucketOf(bits[i]!);
    if (own < bucket) continue;
    const magnitude = Math.abs(values[i]!);
    if (own > bucket || magnitude > threshold || (magnitude === threshold && equals-- > 0)) {
      indices[at++] = i;
    }
  }
  return indices;
}

/** The bucket that holds the `count`-th largest, and how many of its members belong to the largest. */
function bucketOfCut(bits: Uint32Array, count: number): { bucket: number; rest: number } {
  const sizes = new Uint32Array(BUCKETS);
  for (let i = 0; i < bits.length; i++) sizes[bucketOf(bits[i]!)]!++;
  let bucket = BUCKETS - 1;
  let rest = count;
  while (sizes[bucket]! < rest) rest -= sizes[bucket--]!;
  return { bucket, rest };
}

/** The magnitudes in one bucket, in rising order. */
function membersOf(
  bucket: number,
  { values, bits }: { values: Vector; bits: Uint32Array },
): Float64Array {
  const members: number[] = [];
  for (let i = 0; i < bits.length; i++) {
    if (bucketOf(bits[i]!) === bucket) members.push(Math.abs(values[i]!));
  }
  return Float64Array.from(members).sort();
}
