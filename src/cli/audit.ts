import { JournalError } from "../lab/mod.ts";
import { auditFolder, type FolderAudit } from "./audit_folder.ts";
import { checkProofFile, writeProof } from "./audit_proof.ts";
import { foreignSignature, makeKeys, signFolder, verifyFolder } from "./audit_signature.ts";
import { readReportFolder } from "./journal.ts";
import { type Options, parseOptions } from "./options.ts";
import { say } from "./output.ts";
import type { Program } from "./program.ts";
import { rerunFaults } from "./rerun.ts";
import { UsageError } from "./usage.ts";

const VALUED = ["rerun", "device", "data", "prove", "root", "sign", "verify", "new-key"] as const;

/** What is asked for besides the audit itself: one thing at a time. */
const ACTIONS = ["rerun", "prove", "sign", "verify", "new-key"] as const;

/** Above this many faults the rest is counted. */
const SHOWN = 50;

/** `audit DIR`: does the folder say what its facts say? 0 if so, 4 if not. */
export async function auditCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, { valued: VALUED, flags: [] });
  refuseMixed(options);
  const keys = options.value("new-key");
  if (keys !== undefined) return await makeKeys(keys, options.positional);
  const [path, ...more] = options.positional;
  if (path === undefined || more.length > 0) throw new UsageError("audit needs one report folder.");
  if (isFile(path)) return conclude(path, await checkProofFile(path, options));
  if (options.value("root") !== undefined) {
    throw new UsageError("Option --root goes with a proof, the file that --prove writes.");
  }
  const cell = options.value("prove");
  const content = readReportFolder(path, { what: "audit" });
  if (content instanceof JournalError) return conclude(path, [`events.jsonl: ${content.message}`]);
  const found = await auditFolder(path, { content, program });
  const isHeld = ["sign", "verify"].some((name) => options.value(name) !== undefined);
  const audit = isHeld
    ? found
    : { ...found, faults: [...found.faults, ...foreignSignature(found)] };
  if (cell !== undefined && audit.faults.length === 0) return writeProof(cell, audit);
  audit.lines.forEach(say);
  return conclude(path, [...audit.faults, ...await furtherFaults(audit, { options, program })]);
}

/** Does what is asked for besides the audit. */
async function furtherFaults(
  audit: FolderAudit,
  { options, program }: { options: Options; program: Program },
): Promise<readonly string[]> {
  const [cell, publicKey, privateKey] = ["rerun", "verify", "sign"].map(options.value);
  if (cell !== undefined) return await rerunFaults(cell, { ...audit, options, program });
  if (publicKey !== undefined) return await verifyFolder(audit, publicKey);
  if (privateKey === undefined) return [];
  if (audit.faults.length > 0) return ["not signed: a report with faults is not"];
  await signFolder(audit, privateKey);
  return [];
}

function refuseMixed(options: Options): void {
  const given = ACTIONS.filter((name) => options.value(name) !== undefined);
  if (given.length > 1) throw new UsageError(`Give only one of --${given.join(" and --")}.`);
  const measures = (options.value("device") ?? options.value("data")) !== undefined;
  if (measures && given[0] !== "rerun") {
    throw new UsageError("Options --device and --data of audit go with --rerun CELL.");
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function conclude(path: string, faults: readonly string[]): number {
  for (const fault of faults.slice(0, SHOWN)) say(`fault: ${fault}`);
  if (faults.length > SHOWN) say(`and ${faults.length - SHOWN} faults more`);
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  say(`${path}: ${faults.length === 0 ? "everything agrees" : count}`);
  return faults.length === 0 ? 0 : 4;
}
