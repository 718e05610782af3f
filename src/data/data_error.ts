/** What a {@linkcode DataError} reports. */
export interface DataFault {
  /** Position in the file, in bytes from its start; absent where the fault has none. */
  readonly offset?: number;
  /** Row of the table, from 0; `offset` then counts from the start of that row's image. */
  readonly row?: number;
  /** True if `offset` counts the bytes that decompression gives. */
  readonly decompressed?: boolean;
  /** What the file should hold there. */
  readonly expected: string;
  /** What it holds. */
  readonly found: string;
  /** The error of the platform that revealed the fault. */
  readonly cause?: unknown;
}

/** A data file or folder is not what it should be; the message is one sentence for the user. */
export class DataError extends Error {
  /** The file or folder at fault. */
  readonly file: string;
  readonly offset: number | undefined;
  readonly row: number | undefined;
  readonly decompressed: boolean;
  readonly expected: string;
  readonly found: string;

  constructor(file: string, fault: DataFault) {
    const { decompressed = false, expected, found, cause } = fault;
    super(`Cannot use '${file}'${place(fault)}: expected ${expected}, found ${found}.`, { cause });
    this.name = "DataError";
    this.file = file;
    this.offset = fault.offset;
    this.row = fault.row;
    this.decompressed = decompressed;
    this.expected = expected;
    this.found = found;
  }
}

function place({ offset, row, decompressed }: DataFault): string {
  if (row !== undefined) {
    return ` at row ${row}${offset === undefined ? "" : `, byte ${offset} of its image`}`;
  }
  if (offset === undefined) return "";
  return ` at byte ${offset}${decompressed ? " of the decompressed stream" : ""}`;
}

/** The error for a path that cannot be opened; `cause` is what the platform threw. */
export function unreadable(path: string, { expected, cause }: Unreadable): DataError {
  if (cause instanceof DataError) return cause;
  const found = cause instanceof Deno.errors.NotFound
    ? "nothing of that name"
    : `the error "${(cause as Error).message}"`;
  return new DataError(path, { expected, found, cause });
}

interface Unreadable {
  readonly expected: string;
  readonly cause: unknown;
}
