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
import { collect, renderJson, writeWhole } from "../report/mod.ts";

/** Writes `report.json` beside the journal of what was measured again, where anything was. */
export function reportAgain(dir: string, { drift }: RunRecord): void {
  if (!drift?.again) return;
  const folder = `${dir}/${AGAIN_NAME}`;
  const { events, head } = readJournal(`${folder}/${JOURNAL_NAME}`);
  writeWhole(`${folder}/report.json`, renderJson(collect(foldEvents(events), head)));
}

/**
 * Audits what was measured again, and holds it against what the comparison says it was.
 *
 * @returns A sentence for each fault; none where nothing was measured again.
 */
export function againFaults(dir: string, { drift }: RunRecord): string[] {
  if (!drift?.again) return [];
  const { journal, measured } = drift.again;
  try {
    const content = readJournal(`${dir}/${AGAIN_NAME}/${JOURNAL_NAME}`);
    if (content.head !== journal) {
      return [`${AGAIN_NAME}: it is not the run that the comparison was made with`];
    }
    const faults = auditJournal(content).map((fault) => `${AGAIN_NAME}: ${fault}`);
    const same = canonicalJson(measuredOf(foldEvents(content.events))) === canonicalJson(measured);
    return same ? faults : [...faults, `${AGAIN_NAME}: the comparison says it measured otherwise`];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return [`${AGAIN_NAME}: there is no ${JOURNAL_NAME}, which the comparison was made with`];
    }
    return [`${AGAIN_NAME}: ${(error as Error).message}`];
  }
}
