import {
  type CellProof,
  decodeUntrusted,
  type FactEvent,
  proofFault,
  proveCell,
  readProof,
  readUntrusted,
  renderProof,
} from "../lab/mod.ts";
import { formatMeasured } from "../report/mod.ts";
import type { FolderAudit } from "./audit_folder.ts";
import { faultsOf, readSignature } from "./audit_signature.ts";
import type { Options } from "./options.ts";
import { print, say } from "./output.ts";
import { finishedCell } from "./rerun.ts";
import { UsageError } from "./usage.ts";

/** Numbers of an array fact that are shown. */
const SHOWN = 4;

/** Writes the proof of one cell to standard output: JSON, to be checked without the report. */
export function writeProof(key: string, { dir, record }: FolderAudit): number {
  const { plan } = finishedCell(key, record);
  const signature = readSignature(dir);
  const proof = proveCell(key, {
    plan,
    cells: record.cells,
    ...typeof signature === "object" && { signature },
  });
  print(renderProof(proof));
  return 0;
}

/** Checks a proof alone, prints its facts, and gives a sentence for each fault. */
export async function checkProofFile(path: string, options: Options): Promise<string[]> {
  const proof = readProofFile(path, options);
  const fault = proofFault(proof);
  if (fault !== undefined) return [fault];
  const { cell, outcome, facts, root, signature } = proof;
  say(`cell ${cell}: ${outcome.status}${"detail" in outcome ? `, ${outcome.detail}` : ""}`);
  facts.forEach((fact) => say(`  ${factText(fact)}`));
  say(`root ${root}`);
  const expected = options.value("root");
  if (expected !== undefined && expected !== root) {
    return [`the cell belongs to another root than ${expected}`];
  }
  const keyPath = options.value("verify");
  if (keyPath !== undefined) {
    if (!signature) return ["it is not signed: the report had no signature"];
    return await faultsOf(signature, { keyPath, statement: { root } });
  }
  if (expected === undefined) {
    say(
      "whose root that is, --root HEX (provenance.root of a report.json) or --verify PUBKEY tells",
    );
  }
  return [];
}

function readProofFile(path: string, options: Options): CellProof {
  const wrong = (["rerun", "prove", "sign"] as const)
    .find((name) => options.value(name) !== undefined);
  if (wrong) {
    throw new UsageError(`Option --${wrong} needs a report folder, and ${path} is a file.`);
  }
  try {
    return readProof(decodeUntrusted(readUntrusted(path)));
  } catch (error) {
    throw new UsageError(`Cannot audit ${path}: ${(error as Error).message}.`);
  }
}

function factText({ name, unit, value }: FactEvent): string {
  if (typeof value === "number") return `${name}: ${formatMeasured(value)} (${unit})`;
  const shown = value.slice(0, SHOWN).map(formatMeasured).join(", ");
  const more = value.length > SHOWN ? `, … ${value.length} numbers` : "";
  return `${name}: ${shown}${more} (${unit})`;
}
