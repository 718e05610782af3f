import {
  auditJournal,
  codeHash,
  dueCells,
  foldEvents,
  JournalError,
  type RunRecord,
  shardName,
  specHash,
} from "../lab/mod.ts";
import { collect, folderFaults, NewerReportError } from "../report/mod.ts";
import { againFaults } from "./again.ts";
import { readReportFolder } from "./journal.ts";
import { parseOptions } from "./options.ts";
import { print } from "./output.ts";
import type { Program } from "./program.ts";
import { rerunFaults } from "./rerun.ts";
import { UsageError } from "./usage.ts";

/** `audit DIR`: does the folder say what its facts say? 0 if so, 4 if not. */
export async function auditCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, { valued: ["rerun", "device", "data"], flags: [] });
  const [dir, ...more] = options.positional;
  if (dir === undefined || more.length > 0) throw new UsageError("audit needs one report folder.");
  const cell = options.value("rerun");
  if (cell === undefined && (options.value("device") ?? options.value("data")) !== undefined) {
    throw new UsageError("Options --device and --data of audit go with --rerun CELL.");
  }
  const content = readReportFolder(dir, { what: "audit" });
  if (content instanceof JournalError) return conclude(dir, [`events.jsonl: ${content.message}`]);
  const record = foldEvents(content.events);
  const faults = auditJournal(content);
  const { sameCode, text, contradictions } = comparison(record, program);
  if (record.plan?.shard) {
    const { plan: { shard }, plan } = record;
    print(
      `${shardName(shard)}: ${record.cells.size} of its ${dueCells(plan).length} cells, and no ` +
        "verdicts: those come with the merge\n",
    );
  } else if (record.plan && faults.length === 0) {
    faults.push(...await auditReports(dir, { record, head: content.head, sameCode }));
    faults.push(...againFaults(dir, record));
  }
  print(text);
  faults.push(...contradictions);
  if (cell !== undefined) faults.push(...await rerunFaults(cell, { record, options, program }));
  return conclude(dir, faults);
}

function conclude(dir: string, faults: readonly string[]): number {
  for (const fault of faults) print(`fault: ${fault}\n`);
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  print(`${dir}: ${faults.length === 0 ? "everything agrees" : count}\n`);
  return faults.length === 0 ? 0 : 4;
}

async function auditReports(
  dir: string,
  { record, head, sameCode }: { record: RunRecord; head: string; sameCode: boolean },
): Promise<string[]> {
  try {
    return await folderFaults(dir, { report: collect(record, head), record, sameCode });
  } catch (error) {
    if (error instanceof NewerReportError) throw new UsageError(`${dir}: ${error.message}.`);
    throw error;
  }
}

/**
 * What today's program has in common with the one that ran. A difference is no fault, but the same
 * code cannot have had other specs.
 */
function comparison(
  { plan, runs }: RunRecord,
  { claims, root }: Program,
): { sameCode: boolean; text: string; contradictions: string[] } {
  const code = runs.at(-1)?.code;
  if (!code) return { sameCode: false, text: "", contradictions: [] };
  const sameCode = code.hash === codeHash(root);
  const contradictions: string[] = [];
  const lines = [
    `code: ${sameCode ? "today's" : "not today's"} (commit ${code.commit}, dirty ${code.dirty})`,
    ...(plan?.claims ?? []).map(({ spec, hash }) => {
      const today = claims.find((claim) => claim.spec.id === spec.id);
      const state = !today
        ? "is gone"
        : specHash(today.spec) === hash
        ? "is today's"
        : "has changed";
      if (sameCode && state !== "is today's") {
        contradictions.push(`the spec of ${spec.id} ${state}, though the code is today's`);
      }
      return `spec of ${spec.alias} ${spec.id}, version ${spec.version}: ${state}`;
    }),
  ];
  return { sameCode, text: lines.map((line) => `${line}\n`).join(""), contradictions };
}
