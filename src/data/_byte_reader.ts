import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { DataError, type DataFault, unreadable } from "./data_error.ts";
import type { FileRecord } from "./input_source.ts";

/** What a file turned out to be, once it was read to its end. */
export interface ReadSummary {
  readonly file: FileRecord;
  /** SHA-256 of the bytes that decompression gives; the file's own where it is not compressed. */
  readonly content: string;
  /** True if positions in it count bytes of the decompressed stream. */
  readonly compressed: boolean;
}

/** Deflate never shrinks data by more: https://zlib.net/zlib_tech.html, "Maximum Compression Factor". */
const DEFLATE_RATIO = 1032;

/** More would break the promise that a run stays within a gibibyte of memory. */
const LARGEST = 2 ** 30;

/**
 * Reads a file from front to back, gunzipped where its first two bytes say so.
 *
 * Nothing is allocated before the file's size shows that it can be filled, and decompression runs
 * at most a few chunks of 16 KiB ahead of what is taken.
 */
export class ByteReader implements AsyncDisposable {
  readonly path: string;
  readonly #compressed: boolean;
  readonly #size: number;
  readonly #fileHash = createHash("sha256");
  readonly #contentHash = createHash("sha256");
  readonly #chunks: AsyncGenerator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array();
  #offset = 0;

  private constructor(path: string, file: { readonly size: number; readonly compressed: boolean }) {
    this.path = path;
    this.#compressed = file.compressed;
    this.#size = file.size;
    this.#chunks = contents(path, { hash: this.#fileHash, compressed: file.compressed });
  }

  /** @throws {DataError} If the path leads to no file, or to one that cannot be read. */
  static async open(path: string): Promise<ByteReader> {
    const expected = "a readable file";
    try {
      const { isFile, size } = await Deno.stat(path);
      if (!isFile) throw new DataError(path, { expected, found: "no regular file" });
      using file = await Deno.open(path);
      const start = new Uint8Array(2);
      await file.read(start);
      return new ByteReader(path, { size, compressed: start[0] === 0x1f && start[1] === 0x8b });
    } catch (cause) {
      throw unreadable(path, { expected, cause });
    }
  }

  /**
   * The next `count` bytes, which are called `what` if they are not there.
   *
   * @throws {DataError} If the file ends before, cannot be that long, or is corrupt gzip.
   */
  async take(count: number, what: string): Promise<Uint8Array> {
    const start = this.#offset;
    const expected = `${what} up to byte ${start + count}`;
    this.#refuseTooMany(start + count, expected);
    const bytes = new Uint8Array(count);
    while (this.#offset < start + count) {
      if (!await this.#pull()) throw this.fault({ expected, found: "the end of the file" });
      const part = this.#chunk.subarray(0, start + count - this.#offset);
      bytes.set(part, this.#offset - start);
      this.#offset += part.length;
      this.#chunk = this.#chunk.subarray(part.length);
    }
    return bytes;
  }

  /**
   * Makes sure that the file ends here, after `what`.
   *
   * @throws {DataError} If there are more bytes, or the gzip checksum is wrong.
   */
  async finish(what: string): Promise<ReadSummary> {
    if (await this.#pull()) {
      const found = this.#compressed ? "more bytes" : `${this.#size - this.#offset} more bytes`;
      throw this.fault({ expected: `the end of the file after ${what}`, found });
    }
    const file = { path: this.path, sha256: this.#fileHash.digest("hex"), bytes: this.#size };
    return { file, content: this.#contentHash.digest("hex"), compressed: this.#compressed };
  }

  /** An error at a position of this file; by default where the reader stands. */
  fault(fault: DataFault): DataError {
    return new DataError(this.path, {
      offset: this.#offset,
      decompressed: this.#compressed,
      ...fault,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chunks.return(undefined);
  }

  #refuseTooMany(end: number, expected: string): void {
    if (!this.#compressed && end > this.#size) {
      throw this.fault({ offset: this.#size, expected, found: "the end of the file" });
    }
    if (end > this.#size * DEFLATE_RATIO) {
      throw this.fault({ expected, found: `${this.#size} compressed bytes, which cannot hold it` });
    }
    if (end > LARGEST) throw this.fault({ expected: `at most ${LARGEST} bytes`, found: expected });
  }

  /** Makes `#chunk` hold at least one byte; false at the end of the stream. */
  async #pull(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#next();
      if (next.done) return false;
      this.#chunk = next.value;
      this.#contentHash.update(next.value);
    }
    return true;
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await this.#chunks.next();
    } catch (cause) {
      const expected = this.#compressed ? "an intact gzip stream from there on" : "a readable file";
      throw this.fault({ expected, found: `the error "${(cause as Error).message}"`, cause });
    }
  }
}

/** The bytes of a file, decompressed where they are not plain; those on the disk are hashed. */
async function* contents(
  path: string,
  { hash, compressed }: { readonly hash: Hash; readonly compressed: boolean },
): AsyncGenerator<Uint8Array> {
  const bytes = hashed(createReadStream(path, { highWaterMark: 2 ** 18 }), hash);
  yield* compressed ? pipeline(bytes, createGunzip(), () => {}) : bytes;
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
