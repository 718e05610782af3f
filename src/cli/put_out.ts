import { historyEntry, type RunRecord } from "../lab/mod.ts";
import { collect, failingLines, type FanOut, type Report } from "../report/mod.ts";
import { reportAgain } from "./again.ts";
import { appendHistory } from "./history.ts";
import { tell } from "./output.ts";
import { show } from "./show.ts";

/** Where and how a run is put out. */
export interface PutOutOptions {
  /** The output folder. */
  readonly dir: string;
  /** Digest of the journal's last line. */
  readonly head: string;
  readonly reporters: FanOut;
  /** The file that gets a line of a run that came to its end. */
  readonly history?: string;
  readonly json: boolean;
}

/** Puts out what a run that was judged found: reports, history, verdicts, and why it fails. */
export async function putOut(
  record: RunRecord,
  { dir, head, reporters, history, json }: PutOutOptions,
): Promise<Report> {
  const report = collect(record, head);
  await reporters.onEnd({ report, record });
  reportAgain(dir, record);
  if (history !== undefined && !report.interrupted) {
    appendHistory(history, historyEntry(record, head));
  }
  show(report, { json });
  [...failingLines(report), ...reporters.faults].forEach((line) => tell(`${line}\n`));
  return report;
}
