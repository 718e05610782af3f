import {
  JOURNAL_NAME,
  type JournalContent,
  JournalError,
  NewerJournalError,
  readJournal,
} from "../lab/mod.ts";
import { UsageError } from "./usage.ts";

/**
 * Reads the journal of a report folder.
 *
 * @param what What is to be done with it, for the message: `audit`, `report`.
 * @returns The journal, or why it cannot be trusted.
 * @throws {UsageError} when there is none, or a newer program wrote it.
 */
export function readReportFolder(
  dir: string,
  { what }: { what: string },
): JournalContent | JournalError {
  try {
    return readJournal(`${dir}/${JOURNAL_NAME}`);
  } catch (error) {
    if (error instanceof NewerJournalError) throw new UsageError(`${dir}: ${error.message}.`);
    if (error instanceof JournalError) return error;
    const why = error instanceof Deno.errors.NotFound
      ? `there is no ${JOURNAL_NAME}`
      : (error as Error).message;
    throw new UsageError(`Cannot ${what} ${dir}: ${why}.`);
  }
}
