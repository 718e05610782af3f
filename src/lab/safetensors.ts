import type { Run, RunArray } from "./lab.ts";

/** What a safetensors file holds: arrays and text metadata. */
export interface Safetensors {
  readonly tensors: Run;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes one-dimensional arrays in the safetensors format: an 8-byte little-endian header
 * length, a JSON header, the arrays' bytes (https://huggingface.co/docs/safetensors).
 *
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";
 * import { assertEquals } from "@std/assert";
 * const file = { tensors: { w: Float64Array.of(1, NaN) }, metadata: { recipe: "{}" } };
 * assertEquals(decodeSafetensors(encodeSafetensors(file)), file);
 * ```
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, array] of Object.entries(tensors)) {
    const start = end;
    end += array.byteLength;
    header[name] = { dtype: dtypeOf(array), shape: [array.length], data_offsets: [start, end] };
  }
  // The arrays start at a multiple of eight, so readers may map them without a copy.
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text + " ".repeat(padding(text)));
  const bytes = new Uint8Array(8 + head.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let offset = 8 + head.length;
  for (const array of Object.values(tensors)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  return bytes;
}

/**
 * Reads what {@linkcode encodeSafetensors} wrote.
 *
 * @throws {SyntaxError} when the bytes are not such a file: torn, foreign, or of another type.
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const { header, start } = readHeader(bytes);
  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors: Record<string, RunArray> = {};
  let expected = start;
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype = "", data_offsets: [from, to] = [] } = entry as {
      dtype?: string;
      data_offsets?: [number, number];
    };
    const type = Object.hasOwn(DTYPES, dtype) ? DTYPES[dtype as keyof typeof DTYPES] : undefined;
    if (type === undefined || from === undefined || to === undefined) {
      const known = Object.keys(DTYPES).join(", ");
      throw new SyntaxError(`Cannot read tensor '${name}': only ${known} are stored here`);
    }
    const width = type.BYTES_PER_ELEMENT;
    if (!(from >= 0 && from <= to && start + to <= bytes.length && (to - from) % width === 0)) {
      throw new SyntaxError(`Cannot read tensor '${name}': its bytes lie outside the file`);
    }
    tensors[name] = new type(bytes.slice(start + from, start + to).buffer);
    expected = Math.max(expected, start + to);
  }
  if (expected !== bytes.length) {
    throw new SyntaxError(`Cannot read the file: ${bytes.length - expected} bytes too many`);
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

const DTYPES = { F64: Float64Array, F32: Float32Array, U16: Uint16Array, U8: Uint8Array } as const;

function dtypeOf(array: RunArray): keyof typeof DTYPES {
  if (array instanceof Float64Array) return "F64";
  if (array instanceof Float32Array) return "F32";
  return array instanceof Uint16Array ? "U16" : "U8";
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length >= 8 ? Number(view.getBigUint64(0, true)) : Infinity;
  if (8 + length > bytes.length) {
    throw new SyntaxError(`Cannot read the file: ${bytes.length} bytes do not hold its header`);
  }
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  if (typeof header !== "object" || header === null) {
    throw new SyntaxError("Cannot read the file: its header is not an object");
  }
  return { header: header as Record<string, unknown>, start: 8 + length };
}

function padding(text: string): number {
  return (8 - new TextEncoder().encode(text).length % 8) % 8;
}
