import { DataError, type DataFault } from "../data/mod.ts";

/** An error as it passes between threads, which keep no class and no field but these. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Of a {@linkcode DataError}: what it was made of. */
  readonly data?: DataFault & { readonly file: string };
}

/** Packs an error, or whatever else was thrown. */
export function packFault(thrown: unknown): Fault {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown), stack: "" };
  const { name, message, stack = "" } = thrown;
  if (!(thrown instanceof DataError)) return { name, message, stack };
  const { file, offset, row, decompressed, expected, found } = thrown;
  const data = {
    file,
    ...offset !== undefined && { offset },
    ...row !== undefined && { row },
    decompressed,
    expected,
    found,
  };
  return { name, message, stack, data };
}

/** Unpacks an error: inputs that cannot be had stay that, the rest is a fault of the program. */
export function unpackFault(fault: Fault, where: string): Error {
  if (fault.data) return new DataError(fault.data.file, fault.data);
  const error = new Error(`${where}: ${fault.name}: ${fault.message}`);
  if (fault.stack !== "") error.stack = `${error.message}\n${fault.stack}`;
  return error;
}
