import { createHash } from "node:crypto";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** One part of a key: a name, or a finite number such as a seed or an index. */
export type KeyPart = string | number;

/** An endless sequence of pseudo-random numbers; every method advances it. */
export interface RandomStream {
  /** The next number of the uniform distribution on [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** The next number of the standard normal distribution. */
  normal(): number;
  /**
   * The next integer of the uniform distribution on 0, …, `below` − 1, without bias.
   *
   * @throws {RangeError} Unless `below` is an integer from 1 to 2^32.
   */
  integer(below: number): number;
  /** A new array with the items in random order, every order equally likely. */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * Opens the stream that belongs to a key: root seed, purpose, names, in this order.
 *
 * The generator is xoroshiro128+ (Blackman and Vigna, ACM TOMS 47(4), 2021), its 128-bit state the
 * first half of the SHA-256 of the key as JSON. Equal keys give equal numbers, and nothing else has
 * an influence: neither the order in which streams are opened nor what is drawn from others. `1`
 * and `"1"` are different parts, and so are `"a", "b"` and `"ab"`.
 *
 * @throws {RangeError} If the key is empty or one of its numbers is not finite.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { stream } from "./mod.ts";
 *
 * const seed = 7;
 * assertEquals(stream(seed, "noise", 0).normal(), stream(seed, "noise", 0).normal());
 * assertEquals(stream(seed, "order").shuffle([1, 2, 3]).sort(), [1, 2, 3]);
 * ```
 */
export function stream(...key: readonly KeyPart[]): RandomStream {
  const generator = xoroshiro128plusFromState(stateOf(key));
  let spare: number | undefined;

  // The lowest bits of xoroshiro128+ are a linear recurrence, so the highest ones are kept.
  function uniform(): number {
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }

  // Marsaglia's polar method: besides arithmetic it needs only log and sqrt.
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    let u: number, v: number, s: number;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt(-2 * Math.log(s) / s);
    spare = v * factor;
    return u * factor;
  }

  // Draws that would make the first values likelier than the last are thrown away.
  function integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) {
      throw new RangeError(
        `Cannot draw an integer below ${below}: give an integer from 1 to ${2 ** 32}.`,
      );
    }
    const width = Math.floor(2 ** 32 / below);
    let draw: number;
    do draw = generator.next() >>> 0; while (draw >= width * below);
    return Math.floor(draw / width);
  }

  // Fisher-Yates (Knuth, TAOCP volume 2, algorithm 3.4.2P).
  function shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      [result[last], result[other]] = [result[other]!, result[last]!];
    }
    return result;
  }

  return { uniform, normal, integer, shuffle };
}

function stateOf(key: readonly KeyPart[]): number[] {
  if (key.length === 0) throw new RangeError("Cannot open a stream: its key is empty.");
  const bad = key.find((part) => typeof part === "number" && !Number.isFinite(part));
  if (bad !== undefined) {
    throw new RangeError(`Cannot open a stream: ${bad} in its key is not a finite number.`);
  }
  const digest = createHash("sha256").update(JSON.stringify(key)).digest();
  return [0, 4, 8, 12].map((at) => digest.readInt32BE(at));
}
