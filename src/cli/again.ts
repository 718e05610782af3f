import {
  AGAIN_NAME,
  auditJournal,
  canonicalJson,
  foldEvents,
  JOURNAL_NAME,
  measuredOf,
  readJournal,
  type RunRecord,
} from "../lab/mod.ts";
import { collect, compareFolder, renderJson, writeWhole } from "../report/mod.ts";

/** Writes `report.json` beside the journal of what was measured again, where anything was. */
export function reportAgain(dir: string, { drift }: RunRecord): void {
  if (!drift?.again) return;
  const folder = `${dir}/${AGAIN_NAME}`;
  const { events, head } = readJournal(`${folder}/${JOURNAL_NAME}`);
  writeWhole(`${folder}/report.json`, renderJson(collect(foldEvents(events), head)));
}

/**
 * Audits what was measured again, with the reports beside it, and holds it against what the comparison
 * says it was.
 *
 * @param options.sameCode Whether the program that ran is this one.
 * @returns A sentence for each fault; none where nothing was measured again.
 */
export async function againFaults(
  dir: string,
  { record: { drift }, sameCode }: { record: RunRecord; sameCode: boolean },
): Promise<string[]> {
  if (!drift?.again) return [];
  const { journal, measured } = drift.again;
  const folder = `${dir}/${AGAIN_NAME}`;
  try {
    const content = readJournal(`${folder}/${JOURNAL_NAME}`);
    if (content.head !== journal) {
      return [`${AGAIN_NAME}: it is not the run that the comparison was made with`];
    }
    const faults = auditJournal(content);
    if (faults.length === 0) {
      const record = foldEvents(content.events);
      if (canonicalJson(measuredOf(record)) !== canonicalJson(measured)) {
        faults.push("the comparison says it measured otherwise");
      }
      const due = { report: collect(record, content.head), record, sameCode };
      faults.push(...(await compareFolder(folder, due)).faults);
    }
    return faults.map((fault) => `${AGAIN_NAME}: ${fault}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return [`${AGAIN_NAME}: there is no ${JOURNAL_NAME}, which the comparison was made with`];
    }
    return [`${AGAIN_NAME}: ${(error as Error).message}`];
  }
}
