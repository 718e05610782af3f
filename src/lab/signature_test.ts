import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { KeyError, newKeyPair } from "./keys.ts";
import { signatureFault, SignatureSchema, signedMessage, signStatement } from "./signature.ts";

const STATEMENT = {
  root: "1".repeat(64),
  journalHead: "2".repeat(64),
  plan: "3".repeat(64),
  reportSchema: 1,
};

Deno.test("a signature holds for its key and statement, and for no other", async () => {
  const { privateKey, publicKey } = await newKeyPair();
  const signature = SignatureSchema.parse(await signStatement(STATEMENT, privateKey));
  const fault = (change: Partial<typeof signature>, due: Partial<typeof STATEMENT> = {}) =>
    signatureFault({ ...signature, ...change }, { publicKey, statement: { ...STATEMENT, ...due } });
  assertEquals(await fault({}), undefined);
  for (const name of ["root", "journalHead", "plan"] as const) {
    const other = { [name]: "4".repeat(64) };
    assertEquals(
      await fault({}, other),
      `the signature is of another report: its ${name} is ${STATEMENT[name]}`,
    );
    assertMatch((await fault({ statement: { ...STATEMENT, ...other } }))!, /does not hold/);
  }
  const { publicKey: another } = await newKeyPair();
  assertEquals(
    await signatureFault(signature, { publicKey: another, statement: STATEMENT }),
    "the signature is of another key",
  );
});

Deno.test("what is no key is refused", async () => {
  const { privateKey, publicKey } = await newKeyPair();
  for (const text of ["", publicKey, privateKey.replace(/\n[^-]+\n/, "\nAAAA\n")]) {
    await assertRejects(() => signStatement(STATEMENT, text), KeyError, "no Ed25519 key in PEM");
  }
});

Deno.test("openssl reads the keys, verifies our signature and makes the same one", async (t) => {
  const openssl = (...args: string[]) => new Deno.Command("openssl", { args }).output();
  if (!await openssl("version").then(({ success }) => success, () => false)) {
    await t.step({ name: "no openssl here", ignore: true, fn() {} });
    return;
  }
  const dir = Deno.makeTempDirSync();
  const path = (name: string) => `${dir}/${name}`;
  const { privateKey, publicKey } = await newKeyPair();
  const { signature } = await signStatement(STATEMENT, privateKey);
  Deno.writeTextFileSync(path("key"), privateKey);
  Deno.writeTextFileSync(path("pub"), publicKey);
  Deno.writeFileSync(path("message"), signedMessage(STATEMENT));
  Deno.writeFileSync(path("signature"), Uint8Array.fromBase64(signature));
  const derived = await openssl("pkey", "-in", path("key"), "-pubout");
  assertEquals(new TextDecoder().decode(derived.stdout), publicKey);
  const raw = ["-rawin", "-in", path("message")];
  const verified = await openssl(
    ...["pkeyutl", "-verify", "-pubin", "-inkey", path("pub"), "-sigfile", path("signature")],
    ...raw,
  );
  assert(verified.success, new TextDecoder().decode(verified.stdout));
  // Ed25519 is deterministic (RFC 8032): openssl's signature is ours.
  await openssl("pkeyutl", "-sign", "-inkey", path("key"), "-out", path("theirs"), ...raw);
  assertEquals(Deno.readFileSync(path("theirs")).toBase64(), signature);
  Deno.removeSync(dir, { recursive: true });
});
