import { createHash } from "node:crypto";
import type { Buffer } from "node:buffer";

/**
 * SHA-256 of text (as UTF-8) or bytes, in lower-case hexadecimal.
 *
 * @example
 * ```ts
 * import { sha256 } from "./digest.ts";
 * import { assert } from "@std/assert";
 * assert(sha256("abc").startsWith("ba7816bf8f01cfea"));
 * ```
 */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content as string | Buffer).digest("hex");
}

/** SHA-256 of several pieces of text (as UTF-8) or bytes, one after the other; 32 bytes. */
export function sha256Bytes(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece as string | Buffer);
  return hash.digest();
}
