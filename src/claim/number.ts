/** The numbers JSON cannot hold, as files spell them. */
export const NON_FINITE = ["NaN", "Infinity", "-Infinity"] as const;

/** A number as files hold it. */
export type EncodedNumber = number | (typeof NON_FINITE)[number];

/**
 * Spells a number for a JSON file: JSON.stringify would write `null` for those it cannot hold.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(encodeNumber(0.5), 0.5);
 * assertEquals(encodeNumber(-Infinity), "-Infinity");
 * ```
 */
export function encodeNumber(value: number): EncodedNumber {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return value;
  return value > 0 ? "Infinity" : "-Infinity";
}

/**
 * Reads a number as `encodeNumber` spelt it. Throws a TypeError for anything else, `null` included.
 *
 * @example
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * assertEquals(decodeNumber("NaN"), NaN);
 * assertThrows(() => decodeNumber(null), TypeError, "null");
 * ```
 */
export function decodeNumber(encoded: unknown): number {
  if (typeof encoded === "number") return encoded;
  const known: readonly unknown[] = NON_FINITE;
  if (known.includes(encoded)) return Number(encoded);
  throw new TypeError(
    `Cannot read a number from ${JSON.stringify(encoded)}: expected a JSON number or one of ${
      NON_FINITE.map((name) => `"${name}"`).join(", ")
    }`,
  );
}
