import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type RowGroup,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { z } from "zod";
import { DataError } from "../data_error.ts";
import { checkPages, type Leaf, leavesOf } from "./_parquet_pages.ts";

/** One image of a table. */
export interface ImageRow {
  readonly row: number;
  readonly bytes: Uint8Array;
  /** The image's file name when the table was made; empty where there is none. */
  readonly path: string;
  readonly label: number;
}

const COLUMNS = ["image", "label"];
const MAGIC = "PAR1";

/** What the `datasets` library writes of a table's columns, as far as it is needed here. */
const HuggingFace = z.object({
  info: z.object({
    features: z.object({ label: z.object({ names: z.array(z.string()).optional() }) }),
  }),
});

/** A Parquet file with the columns `image`, of `bytes` and `path`, and `label`. */
export class ParquetTable {
  readonly path: string;
  /** Names of the classes, where the file has them. */
  readonly classes: readonly string[] | undefined;
  readonly #file: AsyncBuffer;
  readonly #metadata: FileMetaData;
  readonly #leaves: readonly Leaf[];

  private constructor(path: string, { file, metadata, leaves }: Opened) {
    this.path = path;
    this.#file = file;
    this.#metadata = metadata;
    this.#leaves = leaves;
    this.classes = this.#classes();
  }

  /** @throws {DataError} If it is no Parquet file, or one without these columns. */
  static async open(path: string): Promise<ParquetTable> {
    const file = await asyncBufferFromFile(path);
    await checkEnds(path, file);
    return await orRefuse(path, {
      expected: "Parquet metadata before the last 8 bytes",
      read: async () => {
        const metadata = await parquetMetadataAsync(file);
        const leaves = leavesOf(parquetSchema(metadata));
        checkColumns(path, { groups: metadata.row_groups, leaves, bytes: file.byteLength });
        return new ParquetTable(path, { file, metadata, leaves });
      },
    });
  }

  /** The rows in their order, a row group at a time. @throws {DataError} At the first bad one. */
  async *rows({ highestLabel }: { readonly highestLabel: number }): AsyncGenerator<ImageRow> {
    let start = 0;
    for (const group of this.#metadata.row_groups) {
      const rowStart = start, rowEnd = start + Number(group.num_rows);
      const rows: Record<string, unknown>[] = await orRefuse(this.path, {
        expected: `readable rows ${rowStart} to ${rowEnd - 1}`,
        read: async () => {
          await this.#checkGroup(group);
          return await parquetReadObjects({
            file: this.#file,
            metadata: this.#metadata,
            columns: COLUMNS,
            rowStart,
            rowEnd,
            compressors,
            // Else bytes that happen to be text become a string.
            utf8: false,
          });
        },
      });
      if (rows.length !== rowEnd - rowStart) {
        const expected = `${rowEnd - rowStart} rows in its group`;
        throw new DataError(this.path, { row: rowStart, expected, found: `${rows.length}` });
      }
      for (const [i, row] of rows.entries()) {
        yield this.#check(row, { row: rowStart + i, highestLabel });
      }
      start = rowEnd;
    }
  }

  async #checkGroup({ columns, num_rows }: RowGroup): Promise<void> {
    for (const [i, leaf] of this.#leaves.entries()) {
      if (!COLUMNS.some((name) => leaf.path === name || leaf.path.startsWith(`${name}.`))) continue;
      const column = columns[i]!.meta_data!;
      await checkPages(this.#file, { path: this.path, leaf, column, rows: Number(num_rows) });
    }
  }

  #check(values: Record<string, unknown>, at: { row: number; highestLabel: number }): ImageRow {
    const { row, highestLabel } = at;
    const { bytes, path } = (values.image ?? {}) as { bytes?: unknown; path?: unknown };
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) {
      const found = bytes instanceof Uint8Array ? "none" : `${bytes ?? "nothing"}`;
      throw new DataError(this.path, { row, expected: "bytes of an image", found });
    }
    const label = typeof values.label === "bigint" ? Number(values.label) : values.label;
    if (!Number.isInteger(label) || Number(label) < 0 || Number(label) > highestLabel) {
      const expected = `a label from 0 to ${highestLabel}`;
      throw new DataError(this.path, { row, expected, found: `${label ?? "nothing"}` });
    }
    return { row, bytes, path: typeof path === "string" ? path : "", label: Number(label) };
  }

  #classes(): readonly string[] | undefined {
    const text = this.#metadata.key_value_metadata?.find(({ key }) => key === "huggingface")?.value;
    if (text === undefined) return undefined;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      const expected = "JSON in its metadata 'huggingface'";
      throw new DataError(this.path, { expected, found: `"${(cause as Error).message}"`, cause });
    }
    return HuggingFace.safeParse(value).data?.info.features.label.names;
  }
}

interface Opened {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly leaves: readonly Leaf[];
}

interface Columns {
  readonly groups: readonly RowGroup[];
  readonly leaves: readonly Leaf[];
  /** Size of the file. */
  readonly bytes: number;
}

function checkColumns(path: string, { groups, leaves, bytes }: Columns): void {
  const paths = leaves.map(({ path }) => path);
  for (const leaf of ["image.bytes", "label"]) {
    if (paths.includes(leaf)) continue;
    const found = paths.join(", ") || "none";
    throw new DataError(path, { expected: `the column ${leaf}`, found });
  }
  if (groups.length === 0) {
    throw new DataError(path, { expected: "at least one row", found: "none" });
  }
  // Where they differ, the library leaves behind promises that reject with nobody to hear it.
  for (const [i, { columns, num_rows }] of groups.entries()) {
    const found = columns.map(({ meta_data }) => meta_data?.path_in_schema.join(".")).join(", ");
    if (found !== paths.join(", ")) {
      const expected = `the columns ${paths.join(", ")} in its row group ${i}`;
      throw new DataError(path, { expected, found: found || "none" });
    }
    // However well an image is compressed, its row takes a byte.
    if (num_rows < 0 || num_rows > bytes) {
      const expected = `from 0 to ${bytes} rows in its row group ${i}, as many as bytes`;
      throw new DataError(path, { expected, found: `${num_rows}` });
    }
  }
}

async function checkEnds(path: string, file: AsyncBuffer): Promise<void> {
  const size = file.byteLength;
  const ends = [{ offset: 0, name: "start" }, { offset: Math.max(0, size - 4), name: "end" }];
  for (const { offset, name } of ends) {
    const bytes = new Uint8Array(await file.slice(offset, Math.min(offset + 4, size)));
    const text = String.fromCharCode(...bytes);
    if (text === MAGIC) continue;
    const expected = `${MAGIC} at its ${name}, as in every whole Parquet file`;
    const found = size === 0 ? "an empty file" : JSON.stringify(text);
    throw new DataError(path, { offset, expected, found });
  }
}

/** The library's errors are of many classes; whichever it is, the file is at fault. */
async function orRefuse<T>(
  path: string,
  { expected, read }: { readonly expected: string; readonly read: () => Promise<T> },
): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(path, { expected, found: `the error "${message}"`, cause });
  }
}
