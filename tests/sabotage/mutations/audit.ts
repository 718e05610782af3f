import type { Mutation } from "../_mutation.ts";

/** In what a stranger's report is audited by. */
export const AUDIT: readonly Mutation[] = [
  {
    name: "journal: digests are not checked",
    patch: {
      file: "src/lab/chain.ts",
      find: "return digest === sha256(previous + body) ? { body, digest } : undefined;",
      replace: "return { body, digest };",
    },
    test: "src/lab/chain_test.ts",
  },
  {
    name: "journal: one of a newer program is read",
    patch: {
      file: "src/lab/journal.ts",
      find: "version > JOURNAL_SCHEMA",
      replace: "version > 9 + JOURNAL_SCHEMA",
    },
    test: "src/lab/journal_test.ts",
  },
  {
    name: "proof: a path may lead anywhere",
    patch: {
      file: "src/lab/proof.ts",
      find: "return led === place.root ? undefined",
      replace: "return led !== undefined ? undefined",
    },
    test: "src/lab/proof_test.ts",
  },
  {
    name: "proof: a node passes for a leaf",
    patch: {
      file: "src/lab/merkle.ts",
      find: "const NODE = Uint8Array.of(1);",
      replace: "const NODE = Uint8Array.of(0);",
    },
    test: "src/lab/merkle_test.ts",
  },
  {
    name: "signature: any key's is taken",
    patch: {
      file: "src/lab/signature.ts",
      find:
        'if (!await crypto.subtle.verify("Ed25519", opened, bytes, signedMessage(statement))) {',
      replace:
        'if (!await crypto.subtle.verify("Ed25519", opened, bytes, signedMessage(statement)) && false) {',
    },
    test: "src/lab/signature_test.ts",
  },
  {
    name: "rerun: a bit may differ on the same device",
    patch: {
      file: "src/lab/rerun.ts",
      find: "isSameDevice(is, devices) ? a.map(() => 0) : allowancesOf(was, is)",
      replace: "allowancesOf(was, is)",
    },
    test: "src/lab/rerun_test.ts",
  },
  {
    name: "rerun: a report may excuse its own number",
    patch: {
      file: "src/lab/rerun.ts",
      find: "if (!is.repeatable) {",
      replace: "if (!is.repeatable || !was.repeatable) {",
    },
    test: "src/lab/rerun_test.ts",
  },
  {
    name: "audit: report.json is compared with itself",
    patch: {
      file: "src/report/compare.ts",
      find: "firstDifference(without(left, report), without(left, due))",
      replace: "firstDifference(without(left, report), without(left, report))",
    },
    test: "src/report/folder_faults_test.ts",
  },
];
