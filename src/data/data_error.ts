/** What a {@linkcode DataError} reports. */
export interface DataFault {
  /** Position in the file, in bytes from its start; absent where the fault has none. */
  readonly offset?: number;
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
  readonly decompressed: boolean;
  readonly expected: string;
  readonly found: string;

  constructor(file: string, fault: DataFault) {
    const { offset, decompressed = false, expected, found, cause } = fault;
    const stream = decompressed ? " of the decompressed stream" : "";
    const place = offset === undefined ? "" : ` at byte ${offset}${stream}`;
    super(`Cannot use '${file}'${place}: expected ${expected}, found ${found}.`, { cause });
    this.name = "DataError";
    this.file = file;
    this.offset = offset;
    this.decompressed = decompressed;
    this.expected = expected;
    this.found = found;
  }
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
