import { concatenated } from "./_files_testing.ts";

/** A row as `datasets` writes it; `undefined` is a null. */
export interface WrittenRow {
  readonly image?: { readonly bytes?: Uint8Array; readonly path?: string };
  readonly label?: number;
}

/** How to write a table. */
export interface ParquetWriting {
  /** Rows of a group; default all. */
  readonly groupRows?: number;
  /** Names of classes for the metadata of the `datasets` library. */
  readonly names?: readonly string[];
  readonly snappy?: boolean;
}

/** A table of `image: {bytes, path}` and `label`: one data page for each column of a row group. */
export function parquetBytes(
  rows: readonly WrittenRow[],
  options: ParquetWriting = {},
): Uint8Array {
  const { groupRows = rows.length, names, snappy = false } = options;
  const codec = snappy ? 1 : 0;
  const parts = [ascii("PAR1")];
  let size = 4;
  const groups: Uint8Array[] = [];
  for (let start = 0; start < rows.length; start += groupRows) {
    const group = rows.slice(start, start + groupRows);
    const chunks = columnsOf(group).map(({ path, type, levels, values }) => {
      const width = levels.map((level) => [2, level]);
      const plain = concatenated(
        u32(width.flat().length),
        Uint8Array.from(width.flat()),
        ...values,
      );
      const body = snappy ? asSnappy(plain) : plain;
      const page = concatenated(pageHeader(plain.length, body.length, group.length), body);
      const meta = struct([
        [1, I32, zigzag(type)],
        [2, LIST, list(I32, [zigzag(0), zigzag(3)])],
        [3, LIST, list(BINARY, path.map((name) => text(name)))],
        [4, I32, zigzag(codec)],
        [5, I64, zigzag(group.length)],
        [6, I64, zigzag(page.length - body.length + plain.length)],
        [7, I64, zigzag(page.length)],
        [9, I64, zigzag(size)],
      ]);
      const chunk = struct([[2, I64, zigzag(size)], [3, STRUCT, meta]]);
      parts.push(page);
      size += page.length;
      return chunk;
    });
    groups.push(struct([
      [1, LIST, list(STRUCT, chunks)],
      [2, I64, zigzag(size)],
      [3, I64, zigzag(group.length)],
    ]));
  }
  const features = { info: { features: { label: { names, _type: "ClassLabel" } } } };
  const pair = struct([[1, BINARY, text("huggingface")], [
    2,
    BINARY,
    text(JSON.stringify(features)),
  ]]);
  const footer = struct([
    [1, I32, zigzag(1)],
    [2, LIST, list(STRUCT, SCHEMA)],
    [3, I64, zigzag(rows.length)],
    [4, LIST, list(STRUCT, groups)],
    ...names ? [[5, LIST, list(STRUCT, [pair])] as const] : [],
  ]);
  return concatenated(...parts, footer, u32(footer.length), ascii("PAR1"));
}

function columnsOf(rows: readonly WrittenRow[]) {
  const strings = (leaf: "bytes" | "path") => ({
    path: ["image", leaf],
    type: 6,
    levels: rows.map(({ image }) => image === undefined ? 0 : image[leaf] === undefined ? 1 : 2),
    values: rows.flatMap(({ image }) => {
      const value = image?.[leaf];
      if (value === undefined) return [];
      const bytes = typeof value === "string" ? ascii(value) : value;
      return [u32(bytes.length), bytes];
    }),
  });
  const labels = rows.flatMap(({ label }) =>
    label === undefined ? [] : [new Uint8Array(BigInt64Array.of(BigInt(label)).buffer)]
  );
  const levels = rows.map(({ label }) => label === undefined ? 0 : 1);
  return [strings("bytes"), strings("path"), { path: ["label"], type: 2, levels, values: labels }];
}

// The compact protocol of Thrift: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];

const OPTIONAL = zigzag(1);
const SCHEMA = [
  struct([[4, BINARY, text("schema")], [5, I32, zigzag(2)]]),
  struct([[3, I32, OPTIONAL], [4, BINARY, text("image")], [5, I32, zigzag(2)]]),
  struct([[1, I32, zigzag(6)], [3, I32, OPTIONAL], [4, BINARY, text("bytes")]]),
  struct([[1, I32, zigzag(6)], [3, I32, OPTIONAL], [4, BINARY, text("path")], [6, I32, zigzag(0)]]),
  struct([[1, I32, zigzag(2)], [3, I32, OPTIONAL], [4, BINARY, text("label")]]),
];

function pageHeader(plain: number, compressed: number, values: number): Uint8Array {
  const [encoding, rle] = [zigzag(0), zigzag(3)];
  const data = struct([[1, I32, zigzag(values)], [2, I32, encoding], [3, I32, rle], [4, I32, rle]]);
  return struct([
    [1, I32, zigzag(0)],
    [2, I32, zigzag(plain)],
    [3, I32, zigzag(compressed)],
    [5, STRUCT, data],
  ]);
}

function struct(fields: readonly (readonly [id: number, type: number, value: Uint8Array])[]) {
  let before = 0;
  const parts = fields.map(([id, type, value]) => {
    const head = Uint8Array.of((id - before) << 4 | type);
    before = id;
    return concatenated(head, value);
  });
  return concatenated(...parts, Uint8Array.of(0));
}

function list(type: number, items: readonly Uint8Array[]): Uint8Array {
  const head = items.length < 15
    ? Uint8Array.of(items.length << 4 | type)
    : concatenated(Uint8Array.of(0xf0 | type), varint(items.length));
  return concatenated(head, ...items);
}

/** One literal after another, as in https://github.com/google/snappy/blob/main/format_description.txt. */
function asSnappy(bytes: Uint8Array): Uint8Array {
  const head = Uint8Array.of(61 << 2, (bytes.length - 1) & 255, (bytes.length - 1) >> 8);
  return concatenated(varint(bytes.length), head, bytes);
}

function text(value: string): Uint8Array {
  return concatenated(varint(value.length), ascii(value));
}

function zigzag(value: number): Uint8Array {
  return varint(value < 0 ? -2 * value - 1 : 2 * value);
}

function varint(value: number): Uint8Array {
  const bytes = [];
  for (let rest = value; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(rest % 128 | (rest >= 128 ? 128 : 0));
  }
  return Uint8Array.from(bytes);
}

function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function ascii(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
