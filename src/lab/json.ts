import { encodeNumber } from "../claim/mod.ts";

/**
 * JSON for records that must be read back exactly: non-finite numbers are the strings "NaN",
 * "Infinity" and "-Infinity", absent keys are left out, and what JSON would change silently is
 * refused.
 *
 * @throws {TypeError} for null, functions, typed arrays and whatever else is no plain data.
 *
 * @example
 * ```ts
 * import { recordJson } from "./json.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 * assertEquals(recordJson({ b: 1e-300, a: [NaN, "x"] }), '{"b":1e-300,"a":["NaN","x"]}');
 * assertThrows(() => recordJson({ value: null }), TypeError, "Cannot record null");
 * ```
 */
export function recordJson(value: unknown): string {
  return write(value, (entries) => entries);
}

/**
 * The same with the keys of every object sorted, so that equal data gives equal text to hash.
 *
 * @throws {TypeError} as {@linkcode recordJson}.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "./json.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(canonicalJson({ b: 1, a: 2 }), canonicalJson({ a: 2, b: 1 }));
 * ```
 */
export function canonicalJson(value: unknown): string {
  return write(value, (entries) => entries.sort(([a], [b]) => a < b ? -1 : 1));
}

type Entries = [string, unknown][];

function write(value: unknown, arrange: (entries: Entries) => Entries): string {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? `${value}` : `"${encodeNumber(value)}"`;
    case "string":
    case "boolean":
      return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => write(item, arrange)).join(",")}]`;
  if (!isPlainObject(value)) {
    throw new TypeError(
      `Cannot record ${nameOf(value)}: only numbers, text, booleans, arrays and plain objects ` +
        "have a place in a record",
    );
  }
  const entries = arrange(Object.entries(value).filter(([, item]) => item !== undefined));
  const members = entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item, arrange)}`);
  return `{${members.join(",")}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object"
    ? `a ${value.constructor.name}`
    : `a value of type ${typeof value}`;
}
