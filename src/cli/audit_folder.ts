import {
  auditJournal,
  codeHash,
  type FactRoots,
  factRoots,
  foldEvents,
  type JournalContent,
  type PlanEvent,
  type RunRecord,
  shardName,
  specHash,
} from "../lab/mod.ts";
import { collect, compareFolder, NewerReportError, strayReports } from "../report/mod.ts";
import { againFaults } from "./again.ts";
import type { Program } from "./program.ts";
import { UsageError } from "./usage.ts";

/** What an audit of a folder found. */
export interface FolderAudit {
  readonly dir: string;
  readonly record: RunRecord;
  /** Digest of the journal's last line. */
  readonly head: string;
  /** Recomputed; undefined where there is no plan. */
  readonly roots: FactRoots | undefined;
  /** What is no fault: whose code it was, which specs have changed. */
  readonly lines: readonly string[];
  readonly faults: readonly string[];
}

/** Audits a folder: its journal, the reports beside it, and the specs of today's program. */
export async function auditFolder(
  dir: string,
  { content, program }: { content: JournalContent; program: Program },
): Promise<FolderAudit> {
  const record = foldEvents(content.events);
  const { plan } = record;
  const { head } = content;
  const faults = auditJournal(content);
  const sameCode = record.runs.at(-1)?.code.hash === codeHash(program.root);
  const lines = codeLines(record, sameCode);
  if (plan?.shard) {
    const finished = `${record.cells.size} of its ${plan.shard.cells.length} cells`;
    lines.push(`${shardName(plan.shard)}: ${finished}, and no verdicts: those come with the merge`);
    faults.push(...strayReports(dir));
  } else if (plan && faults.length === 0) {
    const { left, faults: found } = await compareReports(dir, { record, head, sameCode });
    faults.push(...found, ...await againFaults(dir, { record, sameCode }));
    if (left.length > 0) lines.push(`written by another version, not compared: ${left.join(", ")}`);
  }
  if (plan) {
    const { lines: specs, contradictions } = compareSpecs(plan, { program, sameCode });
    lines.push(...specs);
    faults.push(...contradictions);
  }
  const roots = plan && rootsOf(record, { plan, sound: faults.length === 0 });
  if (roots) lines.push(`root ${roots.root}`, `fingerprint ${roots.fingerprint}`);
  return { dir, record, head, roots, lines, faults };
}

/** The recorded roots, where the audit has just found them right; else what they should be. */
function rootsOf(
  { cells, end }: RunRecord,
  { plan, sound }: { plan: PlanEvent; sound: boolean },
): FactRoots {
  const { root, fingerprint } = end ?? {};
  if (!sound || root === undefined || fingerprint === undefined) return factRoots(plan, cells);
  return { root, fingerprint };
}

async function compareReports(
  dir: string,
  { record, head, sameCode }: { record: RunRecord; head: string; sameCode: boolean },
) {
  try {
    return await compareFolder(dir, { report: collect(record, head), record, sameCode });
  } catch (error) {
    if (error instanceof NewerReportError) throw new UsageError(`${dir}: ${error.message}.`);
    const why = (error as Error).message;
    return { faults: [`the reports cannot be made from the journal: ${why}`], left: [] };
  }
}

function codeLines({ runs }: RunRecord, sameCode: boolean): string[] {
  const code = runs.at(-1)?.code;
  if (!code) return [];
  const { commit, dirty } = code;
  return [`code: ${sameCode ? "today's" : "not today's"} (commit ${commit}, dirty ${dirty})`];
}

/** A changed spec is no fault, but the same code cannot have had other specs. */
function compareSpecs(
  plan: PlanEvent,
  { program, sameCode }: { program: Program; sameCode: boolean },
): { lines: string[]; contradictions: string[] } {
  const contradictions: string[] = [];
  const lines = plan.claims.map(({ spec, hash }) => {
    const today = program.claims.find((claim) => claim.spec.id === spec.id);
    const state = !today ? "is gone" : specHash(today.spec) === hash ? "is today's" : "has changed";
    if (sameCode && state !== "is today's") {
      contradictions.push(`the spec of ${spec.id} ${state}, though the code is today's`);
    }
    return `spec of ${spec.alias} ${spec.id}, version ${spec.version}: ${state}`;
  });
  return { lines, contradictions };
}
