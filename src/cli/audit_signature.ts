import { existsSync } from "node:fs";
import {
  decodeUntrusted,
  KeyError,
  newKeyPair,
  parseUntrusted,
  readUntrusted,
  type Signature,
  SIGNATURE_NAME,
  signatureFault,
  SignatureSchema,
  type SignedStatement,
  signStatement,
} from "../lab/mod.ts";
import { REPORT_SCHEMA, writeWhole } from "../report/mod.ts";
import type { FolderAudit } from "./audit_folder.ts";
import { say } from "./output.ts";
import { UsageError } from "./usage.ts";

/** Makes a pair of keys: the private one in a file that only its owner reads, beside it `.pub`. */
export async function makeKeys(path: string, positional: readonly string[]): Promise<number> {
  if (positional.length > 0) throw new UsageError("audit --new-key FILE takes no report folder.");
  const taken = [path, `${path}.pub`].find((name) => existsSync(name));
  if (taken !== undefined) {
    throw new UsageError(`Cannot write ${taken}: it is there, and a key is never overwritten.`);
  }
  const { privateKey, publicKey } = await newKeyPair();
  writeNew(path, { text: privateKey, mode: 0o600 });
  writeNew(`${path}.pub`, { text: publicKey, mode: 0o644 });
  say(`private key in ${path}, public key in ${path}.pub`);
  return 0;
}

/** Writes `signature.json` into a folder that was found to have no faults. */
export async function signFolder(audit: FolderAudit, keyPath: string): Promise<void> {
  const key = readKeyFile(keyPath);
  const signature = await withKey(keyPath, () => signStatement(statementOf(audit)!, key));
  const path = `${audit.dir}/${SIGNATURE_NAME}`;
  writeWhole(path, JSON.stringify(signature, null, 2) + "\n");
  say(`signed: ${path}, by the key whose public half has SHA-256 ${signature.key}`);
}

/** Faults of a folder's signature, which must be there and hold for the public key. */
export async function verifyFolder(audit: FolderAudit, keyPath: string): Promise<string[]> {
  const publicKey = readKeyFile(keyPath);
  const statement = statementOf(audit);
  const signature = readSignature(audit.dir);
  if (signature === undefined) return [`it is not signed: there is no ${SIGNATURE_NAME}`];
  if (typeof signature === "string") return [signature];
  return await faultsOf(signature, { publicKey, keyPath, statement: statement ?? {} });
}

/** Faults of a folder's signature that show without a key: it must be over this run, if it is there. */
export function foreignSignature(audit: FolderAudit): string[] {
  const signature = readSignature(audit.dir);
  const due = statementOf(audit);
  if (typeof signature !== "object" || !due) return [];
  const { statement } = signature;
  const other = (["root", "journalHead", "plan"] as const)
    .find((name) => statement[name] !== due[name]);
  return other
    ? [`${SIGNATURE_NAME} is of another report: its ${other} is ${statement[other]}`]
    : [];
}

/** Faults of a signature by a public key in a file. */
export async function faultsOf(
  signature: Signature,
  { keyPath, publicKey = readKeyFile(keyPath), statement }: {
    readonly keyPath: string;
    readonly publicKey?: string;
    readonly statement: Partial<SignedStatement>;
  },
): Promise<string[]> {
  const fault = await withKey(keyPath, () => signatureFault(signature, { publicKey, statement }));
  if (fault !== undefined) return [fault];
  say(`signed by the key in ${keyPath}`);
  return [];
}

/** The signature in a folder, undefined where there is none, or why it cannot be read. */
export function readSignature(dir: string): Signature | string | undefined {
  try {
    const raw = parseUntrusted(decodeUntrusted(readUntrusted(`${dir}/${SIGNATURE_NAME}`)));
    const { success, data } = SignatureSchema.safeParse(raw);
    return success ? data : `${SIGNATURE_NAME} is not of the schema`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    return `${SIGNATURE_NAME} cannot be read: ${(error as Error).message}`;
  }
}

function statementOf({ roots, record, head }: FolderAudit): SignedStatement | undefined {
  const plan = record.plan?.hash;
  if (!roots || plan === undefined) return undefined;
  return { root: roots.root, journalHead: head, plan, reportSchema: REPORT_SCHEMA };
}

function readKeyFile(path: string): string {
  try {
    return decodeUntrusted(readUntrusted(path));
  } catch (error) {
    throw new UsageError(`Cannot read the key ${path}: ${(error as Error).message}.`);
  }
}

async function withKey<T>(path: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    throw new UsageError(`Cannot use the key ${path}: ${error.message}.`);
  }
}

function writeNew(path: string, { text, mode }: { text: string; mode: number }): void {
  try {
    Deno.writeTextFileSync(path, text, { createNew: true, mode });
  } catch (error) {
    throw new UsageError(`Cannot write ${path}: ${(error as Error).message}.`);
  }
}
