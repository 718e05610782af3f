import { type HistoryEntry, historyLine, parseHistory } from "../drift/mod.ts";
import { readUntrusted } from "../lab/mod.ts";
import { UsageError } from "./usage.ts";

/**
 * Reads a history; one that is not there yet is empty.
 *
 * @param warn Told of lines that are left out.
 * @throws {UsageError} when the file cannot be read, or is no history.
 */
export function readHistory(
  path: string,
  { warn }: { warn(message: string): void },
): readonly HistoryEntry[] {
  const { entries, skipped } = parseHistory(readText(path));
  const [first, ...more] = skipped;
  if (first !== undefined) {
    const lines = more.length === 0
      ? `line ${first} is`
      : `${skipped.length} lines, the first of them line ${first}, are`;
    warn(`${path}: ${lines} torn or of another program; left out`);
  }
  return entries;
}

/**
 * Appends a run to a history, in one write that is on the disk when this returns; a run that is there
 * already is not kept twice.
 *
 * @throws {UsageError} when the file cannot be written, or is no history.
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

/** @throws {UsageError} when it cannot be read, or is another file: nothing is appended to that. */
function readText(path: string): string {
  let text: string;
  try {
    text = new TextDecoder().decode(readUntrusted(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw new UsageError(`Cannot read the history ${path}: ${(error as Error).message}.`);
  }
  if (isForeign(text)) {
    throw new UsageError(`Cannot use the history ${path}: none of its lines is a run's.`);
  }
  return text;
}

/** Of a history whose first line was cut short there is the beginning of that. */
function isForeign(text: string): boolean {
  const { entries, skipped } = parseHistory(text);
  const isBegun = !text.includes("\n") && text.startsWith('{"schema":');
  return entries.length === 0 && skipped.length > 0 && !isBegun;
}
