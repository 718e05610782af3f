/**
 * Largest file that is read: V8 holds no text above 512 MiB, and a journal of the default profile has
 * 11 MiB, its measurements 28.
 */
export const LARGEST_FILE = 256 * 2 ** 20;

/** Deepest nesting of JSON that is taken; reports have 12 levels, and recursion has its end. */
export const DEEPEST_JSON = 64;

/** A file that is not read, whatever is in it. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}

/**
 * Reads a file that anybody may have written: never a pipe or a device, which may have no end, nor
 * more than {@linkcode LARGEST_FILE}.
 *
 * @throws {UnreadableError} when it is none that is read.
 * @throws {Deno.errors.NotFound} when there is none.
 */
export function readUntrusted(path: string): Uint8Array {
  const { isFile, size } = Deno.statSync(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!isFile) throw new UnreadableError(`${name} is no regular file`);
  if (size > LARGEST_FILE) {
    throw new UnreadableError(
      `${name} has ${mebibytes(size)} MiB, and at most ${mebibytes(LARGEST_FILE)} are read`,
    );
  }
  const content = new Uint8Array(size);
  using file = Deno.openSync(path);
  let read = 0;
  while (read < size) {
    const count = file.readSync(content.subarray(read));
    if (count === null) break;
    read += count;
  }
  return content.subarray(0, read);
}

/**
 * Text of bytes that anybody may have written; a byte order mark stays in it.
 *
 * @throws {TypeError} when they are not UTF-8.
 */
export function decodeUntrusted(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/**
 * Parses JSON that anybody may have written.
 *
 * @throws {SyntaxError} when it is none, or nested more deeply than {@linkcode DEEPEST_JSON}.
 *
 * @example
 * ```ts
 * import { parseUntrusted } from "./untrusted.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 * assertEquals(parseUntrusted('{"a":[1]}'), { a: [1] });
 * assertThrows(() => parseUntrusted("[".repeat(65) + "]".repeat(65)), SyntaxError, "deep");
 * ```
 */
export function parseUntrusted(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isDeep(value, DEEPEST_JSON)) {
    throw new SyntaxError(`JSON is nested more than ${DEEPEST_JSON} levels deep`);
  }
  return value;
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  return items.some((item) => isDeep(item, levels - 1));
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
