/**
 * A printed decimal in hundredths, an integer, so that no difference is rounded.
 *
 * @throws {RangeError} When it is no decimal with at most two places.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(hundredths("11.39") - hundredths("11.47"), -8);
 * assertEquals(hundredths("-0.06"), -6);
 * ```
 */
export function hundredths(printed: string): number {
  const [, sign, whole, places = ""] = /^([+-]?)(\d+)(?:\.(\d{1,2}))?$/.exec(printed) ?? [];
  if (whole === undefined) {
    throw new RangeError(`Cannot count '${printed}' in hundredths: it has more than two places`);
  }
  const size = Number(whole) * 100 + Number(places.padEnd(2, "0"));
  return sign === "-" ? 0 - size : size;
}

/** What a number is printed as, in hundredths: to the nearest. */
export const printedHundredths = (value: number): number => Math.round(100 * value);
