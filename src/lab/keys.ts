import { sha256 } from "./digest.ts";

/** A pair of Ed25519 keys in the files that openssl reads. */
export interface KeyPair {
  /** PKCS#8, PEM. */
  readonly privateKey: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** Text that is no key of the kind that is needed. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

/**
 * Makes a pair of Ed25519 keys.
 *
 * @example
 * ```ts
 * import { newKeyPair } from "./keys.ts";
 * import { assert } from "@std/assert";
 * const { publicKey } = await newKeyPair();
 * assert(publicKey.startsWith("-----BEGIN PUBLIC KEY-----"));
 * ```
 */
export async function newKeyPair(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const { privateKey, publicKey } = pair as CryptoKeyPair;
  return {
    privateKey: toPem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", privateKey)),
    publicKey: toPem("PUBLIC KEY", await crypto.subtle.exportKey("spki", publicKey)),
  };
}

/**
 * Reads a private key.
 *
 * @param pem PKCS#8, PEM.
 * @throws {KeyError} when it is no Ed25519 key.
 */
export function openPrivateKey(pem: string): Promise<CryptoKey> {
  return importKey(pem, {
    label: "PRIVATE KEY",
    open: (der) => crypto.subtle.importKey("pkcs8", der, "Ed25519", true, ["sign"]),
  });
}

/**
 * Reads a public key.
 *
 * @param pem SPKI, PEM.
 * @throws {KeyError} when it is no Ed25519 key.
 */
export function openPublicKey(pem: string): Promise<CryptoKey> {
  return importKey(pem, {
    label: "PUBLIC KEY",
    open: (der) => crypto.subtle.importKey("spki", der, "Ed25519", true, ["verify"]),
  });
}

/** SHA-256 of the public half of a key, as SPKI in DER. */
export async function keyDigest(key: CryptoKey): Promise<string> {
  const { kty, crv, x } = await crypto.subtle.exportKey("jwk", key);
  const publicHalf = { kty, crv, x } as JsonWebKey;
  const opened = await crypto.subtle.importKey("jwk", publicHalf, "Ed25519", true, ["verify"]);
  return sha256(new Uint8Array(await crypto.subtle.exportKey("spki", opened)));
}

async function importKey(
  pem: string,
  { label, open }: {
    readonly label: string;
    open(der: Uint8Array<ArrayBuffer>): Promise<CryptoKey>;
  },
): Promise<CryptoKey> {
  const begin = `-----BEGIN ${label}-----`, end = `-----END ${label}-----`;
  const lines = pem.trim().split(/\r?\n/);
  try {
    if (lines[0] !== begin || lines.at(-1) !== end) throw new KeyError();
    return await open(Uint8Array.fromBase64(lines.slice(1, -1).join("")));
  } catch {
    throw new KeyError(`it is no Ed25519 key in PEM: it must start with '${begin}'`);
  }
}

function toPem(label: string, der: ArrayBuffer): string {
  const lines = new Uint8Array(der).toBase64().match(/.{1,64}/g)!;
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
