import { DataError, unreadable } from "./data_error.ts";

/** Names of the files and folders in a folder. @throws {DataError} If it is none or unreadable. */
export async function listFolder(path: string): Promise<ReadonlySet<string>> {
  const expected = "a readable folder";
  if (!await isFolder(path)) throw new DataError(path, { expected, found: "a file" });
  try {
    const entries = await Array.fromAsync(Deno.readDir(path));
    return new Set(entries.map(({ name }) => name));
  } catch (cause) {
    throw unreadable(path, { expected, cause });
  }
}

/** Whether a path leads to a folder. @throws {DataError} If it leads nowhere. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (cause) {
    throw unreadable(path, { expected: "a readable file or folder", cause });
  }
}
