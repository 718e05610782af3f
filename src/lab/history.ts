import { keyOf } from "../claim/mod.ts";
import { findingKey, HISTORY_SCHEMA, type HistoryEntry } from "../drift/mod.ts";
import type { RunRecord } from "./record.ts";

/**
 * What a history keeps of a finished run.
 *
 * @param head Digest of the journal's last line.
 * @throws {RangeError} when the run is not finished.
 */
export function historyEntry(record: RunRecord, head: string): HistoryEntry {
  const { plan, end, verdicts, drift } = record;
  const run = record.runs.at(-1);
  if (!plan || !run || !end) throw new RangeError("Cannot keep a run that has not ended");
  const { profile, suite, seeds, firstSeed } = plan;
  const { device: { kind, label }, code } = run;
  return {
    schema: HISTORY_SCHEMA,
    when: end.ended,
    commit: code.commit,
    code: code.hash,
    profile,
    suite,
    device: { kind, label },
    ...(seeds !== undefined && { seeds }),
    ...(firstSeed !== undefined && { firstSeed }),
    status: end.status,
    journal: head,
    verdicts: verdicts.filter(({ arm }) => arm === "main").map(({ claim, reading, verdict }) => {
      const evidence = "evidence" in verdict ? verdict.evidence : undefined;
      const { measured, margin, unit } = evidence ?? {};
      return {
        claim,
        reading,
        verdict: keyOf(verdict),
        ...(measured !== undefined && { measured }),
        ...(margin !== undefined && { margin }),
        ...(unit !== undefined && { unit }),
      };
    }),
    ...(drift && { findings: drift.comparison.findings.map(findingKey) }),
  };
}
