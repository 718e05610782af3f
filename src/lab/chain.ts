import { sha256 } from "./digest.ts";

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

/** Opens a sealed line, or gives undefined when line and digest do not belong together. */
export function unseal(line: string, previous: string): SealedLine | undefined {
  const match = /^(\{.+),"digest":"([0-9a-f]{64})"\}$/.exec(line);
  if (!match) return undefined;
  const body = `${match[1]}}`;
  const digest = match[2]!;
  return digest === sha256(previous + body) ? { body, digest } : undefined;
}

/** A journal's text, line by line, with its digests checked. */
export interface SealedLines {
  readonly bodies: readonly string[];
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
 * @throws {JournalError} when a whole line does not match its digest.
 */
export function readSealed(content: Uint8Array): SealedLines {
  const bytes = content.lastIndexOf(10) + 1;
  const lines = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content.subarray(0, bytes))
    .split("\n").slice(0, -1);
  let head = GENESIS;
  const bodies = lines.map((line, index) => {
    const sealed = unseal(line, head);
    if (!sealed) {
      throw new JournalError(
        `line ${index + 1} of ${lines.length} does not match its digest: ` +
          "the file was edited or damaged after it was written",
      );
    }
    head = sealed.digest;
    return sealed.body;
  });
  return { bodies, head, bytes, torn: content.length - bytes };
}
