import { type HistoryEntry, historyLine, parseHistory } from "../drift/mod.ts";
import { UsageError } from "./usage.ts";

/**
 * Reads a history; one that is not there yet is empty.
 *
 * @param warn Told of lines that are left out.
 * @throws {UsageError} when the file cannot be read.
 */
export function readHistory(
  path: string,
  { warn }: { warn(message: string): void },
): readonly HistoryEntry[] {
  const { entries, skipped } = parseHistory(readText(path));
  for (const line of skipped) warn(`${path}: line ${line} is torn or of another program; left out`);
  return entries;
}

/**
 * Appends a run to a history, in one write that is on the disk when this returns; a run that is there
 * already is not kept twice.
 *
 * @throws {UsageError} when the file cannot be written.
 */
export function appendHistory(path: string, entry: HistoryEntry): void {
  const text = readText(path);
  if (parseHistory(text).entries.some(({ journal }) => journal === entry.journal)) return;
  // The rest of a line that was cut short must not swallow this one.
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  try {
    using file = Deno.openSync(path, { append: true, create: true });
    const bytes = new TextEncoder().encode(gap + historyLine(entry));
    for (let written = 0; written < bytes.length;) {
      written += file.writeSync(bytes.subarray(written));
    }
    file.syncSync();
  } catch (error) {
    throw new UsageError(`Cannot write the history ${path}: ${(error as Error).message}.`);
  }
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw new UsageError(`Cannot read the history ${path}: ${(error as Error).message}.`);
  }
}
