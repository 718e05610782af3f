import type { AsyncBuffer, ColumnMetaData, PageHeader, SchemaTree } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { readVarInt } from "hyparquet/src/thrift.js";
import { DataError } from "../data_error.ts";

/** A column as the schema has it. */
export interface Leaf {
  /** Names from the root's child on, joined by dots. */
  readonly path: string;
  /** Elements on the way that a row may lack. */
  readonly optional: number;
  /** Whether a row may hold several values. */
  readonly repeated: boolean;
}

/** The columns of a schema, in the order in which every row group has them. */
export function leavesOf({ children }: SchemaTree, above: Partial<Leaf> = {}): Leaf[] {
  return children.flatMap((child) => {
    const { element: { name, repetition_type } } = child;
    const leaf = {
      path: above.path === undefined ? name : `${above.path}.${name}`,
      optional: (above.optional ?? 0) + (repetition_type === "REQUIRED" ? 0 : 1),
      repeated: (above.repeated ?? false) || repetition_type === "REPEATED",
    };
    return child.children.length === 0 ? [leaf] : leavesOf(child, leaf);
  });
}

/** The column of a row group that is checked. */
export interface Chunk {
  /** Of the file, for errors. */
  readonly path: string;
  readonly leaf: Leaf;
  readonly column: ColumnMetaData;
  /** Rows that the footer says the group has. */
  readonly rows: number;
}

/**
 * Checks what the library takes on trust: how many values there are, and how long.
 *
 * A count that is damaged would have it fill the memory, or turn in a loop for hours. After this its
 * work is bounded by the bytes of the column and by `rows`.
 *
 * @throws {DataError} With the offset of the page at fault.
 */
export async function checkPages(file: AsyncBuffer, chunk: Chunk): Promise<void> {
  const { path, column, rows } = chunk;
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const size = Number(column.total_compressed_size);
  checkColumn(chunk, { start, end: start + size, fileEnd: file.byteLength });
  const bytes = new Uint8Array(await file.slice(start, start + size));
  let values = 0;
  for (let at = 0; at < size - 1;) {
    const refuse: Refuse = (expected, found) => {
      throw new DataError(path, { offset: start + at, expected, found: `${found}` });
    };
    const reader = readerOf(bytes.subarray(at, at + HEADER));
    const header = parquetHeader(reader);
    const from = at + reader.offset, { compressed_page_size: length } = header;
    if (!within(length, size - from)) refuse(`a page of at most ${size - from} bytes`, length);
    values += checkPage(bytes.subarray(from, from + length), {
      chunk,
      header,
      left: rows - values,
      refuse,
    });
    at = from + length;
  }
  if (values === rows) return;
  const expected = `${rows} values of ${chunk.leaf.path}, one for each row of the group`;
  throw new DataError(path, { offset: start, expected, found: `${values}` });
}

type Refuse = (expected: string, found: unknown) => never;

/** Headers hold statistics, which writers leave out where a value has more than 4 KiB. */
const HEADER = 2 ** 16;

const TYPES = ["BYTE_ARRAY", "INT32", "INT64"];
const ENCODINGS = ["PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY"];

function checkColumn(
  { path, leaf, column }: Chunk,
  { start, end, fileEnd }: { readonly start: number; readonly end: number; fileEnd: number },
): void {
  const refuse: Refuse = (expected, found) => {
    throw new DataError(path, { expected: `${expected} in ${leaf.path}`, found: `${found}` });
  };
  if (leaf.repeated) refuse("one value a row", "lists");
  if (!TYPES.includes(column.type)) refuse(`values that are ${TYPES.join(", ")}`, column.type);
  if (!(start >= 4 && end >= start && end <= fileEnd)) {
    refuse(`pages from byte 4 to ${fileEnd}`, `bytes ${start} to ${end}`);
  }
}

interface PageOptions {
  readonly chunk: Chunk;
  readonly header: PageHeader;
  /** The most values that it may have. */
  readonly left: number;
  readonly refuse: Refuse;
}

/** Checks one page, and counts its rows. */
function checkPage(bytes: Uint8Array, { chunk, header, left, refuse }: PageOptions): number {
  const { leaf, column: { total_uncompressed_size } } = chunk;
  const { type, uncompressed_page_size: size, dictionary_page_header: dictionary } = header;
  const whole = Number(total_uncompressed_size);
  if (!within(size, whole)) refuse(`a page of at most ${whole} bytes, uncompressed`, size);
  if (type === "DICTIONARY_PAGE" && dictionary) {
    const { num_values } = dictionary;
    if (!within(num_values, size)) refuse(`a dictionary of at most ${size} values`, num_values);
    return 0;
  }
  const { data_page_header: v1, data_page_header_v2: v2 } = header;
  const data = type === "DATA_PAGE" ? v1 : type === "DATA_PAGE_V2" ? v2 : undefined;
  if (!data) return refuse("a page of data or of a dictionary", type);
  const { num_values: count, encoding } = data;
  if (!within(count, left)) refuse(`a page of at most ${left} values`, count);
  if (!ENCODINGS.includes(encoding)) refuse(`values that are ${ENCODINGS.join(", ")}`, encoding);

  const { levels, values } = partsOf(bytes, { chunk, header, left: count, refuse });
  const width = 32 - Math.clz32(leaf.optional);
  if (width > 0 && !runsFit(levels, { width, count, least: count })) {
    refuse(`levels of ${count} values`, "runs of another length");
  }
  const indices = { width: values[0] ?? 0, count, least: 0 };
  if (encoding !== "PLAIN" && !runsFit(values.subarray(1), indices)) {
    refuse(`indices of ${count} values`, "a longer run");
  }
  return count;
}

/** Definition levels and values of a page of data, of which `left` are in it. */
function partsOf(bytes: Uint8Array, { chunk, header, left, refuse }: PageOptions) {
  const { uncompressed_page_size: size, data_page_header_v2: v2 } = header;
  const unpack = (packed: Uint8Array, length: number) =>
    decompressPage(packed, length, chunk.column.codec, compressors);
  if (header.type === "DATA_PAGE") {
    const page = unpack(bytes, size);
    if (chunk.leaf.optional === 0) return { levels: page.subarray(0, 0), values: page };
    const end = 4 + readerOf(page).view.getUint32(0, true);
    return { levels: page.subarray(4, end), values: page.subarray(end) };
  }
  const { definition_levels_byte_length: length, is_compressed, num_nulls } = v2!;
  const { repetition_levels_byte_length: repeats } = v2!;
  if (repeats !== 0) refuse("no bytes of repetition levels", repeats);
  if (!within(num_nulls, left)) refuse(`at most ${left} nulls`, num_nulls);
  if (!within(length, Math.min(bytes.length, size))) refuse("levels within their page", length);
  const rest = bytes.subarray(length);
  const values = is_compressed === false ? rest : unpack(rest, size - length);
  return { levels: bytes.subarray(0, length), values };
}

/** Whether runs, of Parquet's hybrid of run lengths and packed bits, hold from `least` to `count`. */
function runsFit(
  bytes: Uint8Array,
  { width, count, least }: { readonly width: number; readonly count: number; least: number },
): boolean {
  const reader = readerOf(bytes);
  let seen = 0;
  while (seen < count && reader.offset < bytes.length) {
    const head = readVarInt(reader);
    const packed = (head & 1) === 1;
    const run = packed ? (head >> 1) * 8 : head >>> 1;
    // Packed bits come in eights, and end where their bytes do, if they have any.
    const most = packed ? width > 0 ? bytes.length * 8 : count + 7 : count - seen;
    if (run < (packed ? 1 : 0) || run > most) return false;
    seen += run;
    reader.offset += packed ? run / 8 * width : Math.ceil(width / 8);
  }
  return seen >= least;
}

function readerOf({ buffer, byteOffset, byteLength }: Uint8Array) {
  return { view: new DataView(buffer, byteOffset, byteLength), offset: 0 };
}

function within(value: number | undefined, most: number): boolean {
  return Number.isInteger(value) && value! >= 0 && value! <= most;
}
