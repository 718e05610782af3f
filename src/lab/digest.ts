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
