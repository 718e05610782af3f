import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { unreadable } from "../data_error.ts";
import type { FileRecord } from "../input_source.ts";

/** A file's bytes, and the record of them. */
export interface WholeFile {
  readonly bytes: Uint8Array;
  readonly record: FileRecord;
}

/** @throws {DataError} If the file is missing or cannot be read. */
export async function readWhole(path: string): Promise<WholeFile> {
  try {
    const bytes = await Deno.readFile(path);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { bytes, record: { path, sha256, bytes: bytes.length } };
  } catch (cause) {
    throw unreadable(path, { expected: "a readable file", cause });
  }
}

/** The record of a file that is too large to hold. @throws {DataError} If it cannot be read. */
export async function recordOf(path: string): Promise<FileRecord> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (cause) {
    throw unreadable(path, { expected: "a readable file", cause });
  }
  return { path, sha256: hash.digest("hex"), bytes };
}
