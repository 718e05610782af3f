import { z } from "zod";
import { keyDigest, openPrivateKey, openPublicKey } from "./keys.ts";

/** Name of the signature in an output folder. */
export const SIGNATURE_NAME = "signature.json";

/** What a signature is over: all of a run, by its digests. */
export interface SignedStatement {
  /** Root over all facts. */
  readonly root: string;
  /** Digest of the last line of the journal. */
  readonly journalHead: string;
  /** Hash of the plan. */
  readonly plan: string;
  /** Version of `report.json`. */
  readonly reportSchema: number;
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** `signature.json`. */
export const SignatureSchema = z.strictObject({
  signatureVersion: z.literal(1),
  algorithm: z.literal("Ed25519"),
  statement: z.strictObject({
    root: digest,
    journalHead: digest,
    plan: digest,
    reportSchema: z.int().positive(),
  }),
  /** SHA-256 of the public key (SPKI, DER), to tell which one it was. */
  key: digest,
  /** Base64 of the 64 bytes. */
  signature: z.base64().length(88),
});

/** A statement with its Ed25519 signature. */
export type Signature = z.output<typeof SignatureSchema>;

/**
 * The bytes that are signed: lines of text, the first of which no other use of a key begins with.
 */
export function signedMessage(
  { root, journalHead, plan, reportSchema }: SignedStatement,
): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    "Taskproof report signature 1\n" +
      `root ${root}\njournal ${journalHead}\nplan ${plan}\nreport schema ${reportSchema}\n`,
  );
}

/**
 * Signs a statement.
 *
 * @param privateKey PKCS#8, PEM.
 * @throws {KeyError} when it is no Ed25519 key.
 *
 * @example
 * ```ts
 * import { newKeyPair } from "./keys.ts";
 * import { signatureFault, signStatement } from "./signature.ts";
 * import { assertEquals } from "@std/assert";
 * const { privateKey, publicKey } = await newKeyPair();
 * const digest = "0".repeat(64);
 * const statement = { root: digest, journalHead: digest, plan: digest, reportSchema: 1 };
 * const signature = await signStatement(statement, privateKey);
 * assertEquals(await signatureFault(signature, { publicKey, statement }), undefined);
 * ```
 */
export async function signStatement(
  statement: SignedStatement,
  privateKey: string,
): Promise<Signature> {
  const key = await openPrivateKey(privateKey);
  const signature = await crypto.subtle.sign("Ed25519", key, signedMessage(statement));
  return {
    signatureVersion: 1,
    algorithm: "Ed25519",
    statement: { ...statement },
    key: await keyDigest(key),
    signature: new Uint8Array(signature).toBase64(),
  };
}

/**
 * Holds a signature against a public key and what it should be over.
 *
 * @param options.publicKey SPKI, PEM.
 * @param options.statement What the signature must be over, as far as it is known.
 * @returns A sentence where it does not hold.
 * @throws {KeyError} when the key is no Ed25519 key.
 */
export async function signatureFault(
  { statement, key, signature }: Signature,
  { publicKey, statement: due }: {
    readonly publicKey: string;
    readonly statement: Partial<SignedStatement>;
  },
): Promise<string | undefined> {
  const opened = await openPublicKey(publicKey);
  const bytes = Uint8Array.fromBase64(signature);
  if (!await crypto.subtle.verify("Ed25519", opened, bytes, signedMessage(statement))) {
    return key === await keyDigest(opened)
      ? "the signature does not hold: it was edited, or is not of this statement"
      : "the signature is of another key";
  }
  const names = ["root", "journalHead", "plan", "reportSchema"] as const;
  const other = names.find((name) => due[name] !== undefined && due[name] !== statement[name]);
  return other && `the signature is of another report: its ${other} is ${statement[other]}`;
}
