import { sha256 } from "./digest.ts";
import { decodeUntrusted } from "./untrusted.ts";

/** What the first line of a journal is chained to. */
export const GENESIS = "0".repeat(64);

/** A journal that cannot be trusted; says which line and why. */
export class JournalError extends Error {
  override readonly name: string = "JournalError";
}

/** A journal that a newer program wrote: nothing is wrong with it. */
export class NewerJournalError extends JournalError {
  override readonly name = "NewerJournalError";
}

/** A line of a journal: JSON text, and the digest that seals it and all lines before it. */
export interface SealedLine {
  /** The line's JSON object without its digest. */
  readonly body: string;
  readonly digest: string;
}

/**
 * Seals a JSON object: appends `digest`, the SHA-256 of the previous line's digest and the object.
 *
 * @example
 * ```ts
 * import { GENESIS, seal, unseal } from "./chain.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 * const line = seal('{"type":"run","n":1}', GENESIS);
 * assertEquals(unseal(line, GENESIS)?.body, '{"type":"run","n":1}');
 * assertEquals(unseal(line.replace("1", "2"), GENESIS), undefined);
 * ```
 */
export function seal(body: string, previous: string): string {
  return `${body.slice(0, -1)},"digest":"${sha256(previous + body)}"}`;
}

/** How a sealed line ends, and how many characters that takes. */
const SEAL = /^,"digest":"([0-9a-f]{64})"\}$/;
const SEAL_LENGTH = 77;

/** Opens a sealed line, or gives undefined when line and digest do not belong together. */
export function unseal(line: string, previous: string): SealedLine | undefined {
  const digest = SEAL.exec(line.slice(-SEAL_LENGTH))?.[1];
  if (digest === undefined || !line.startsWith("{")) return undefined;
  const body = `${line.slice(0, -SEAL_LENGTH)}}`;
  return digest === sha256(previous + body) ? { body, digest } : undefined;
}

/** A journal's lines, with their digests checked. */
export interface SealedLines<Line> {
  readonly lines: readonly Line[];
  /** Digest of the last whole line. */
  readonly head: string;
  /** Bytes of the whole lines. */
  readonly bytes: number;
  /** Bytes after the last line end: the rest of a line whose writing was cut short. */
  readonly torn: number;
}

/**
 * Reads sealed lines; a torn last line is measured, not an error.
 *
 * @param decode Of a line's JSON and its place, what is kept of it: text and all that is read from
 * it, of a whole journal at once, would be several times as much.
 * @throws {JournalError} when a whole line does not match its digest.
 */
export function readSealed<Line>(
  content: Uint8Array,
  decode: (body: string, index: number) => Line,
): SealedLines<Line> {
  const bytes = content.lastIndexOf(10) + 1;
  const text = textOf(content.subarray(0, bytes));
  const lines: Line[] = [];
  let head = GENESIS;
  // Not split at once: a file of line ends alone would make more lines than there is memory for.
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const sealed = unseal(text.slice(start, end), head);
    if (!sealed) {
      throw new JournalError(
        `line ${lines.length + 1} of ${linesIn(content)} does not match its digest: ` +
          "the file was edited or damaged after it was written",
      );
    }
    head = sealed.digest;
    lines.push(decode(sealed.body, lines.length));
    start = end + 1;
  }
  return { lines, head, bytes, torn: content.length - bytes };
}

function linesIn(content: Uint8Array): number {
  let lines = 0;
  for (const byte of content) if (byte === 10) lines++;
  return lines;
}

function textOf(lines: Uint8Array): string {
  try {
    return decodeUntrusted(lines);
  } catch {
    throw new JournalError("it is not UTF-8: the file was damaged after it was written");
  }
}
