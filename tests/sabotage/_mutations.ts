import type { Patch } from "./_tree.ts";

/** Something broken in a copied tree, and the test file that must fail then. */
export interface Mutation {
  readonly name: string;
  readonly patch: Patch;
  readonly test: string;
}

/** In comparing a run with a baseline and with the runs before. */
const DRIFT: readonly Mutation[] = [
  {
    name: "drift: values that other code changed are let pass",
    patch: {
      file: "src/drift/finding.ts",
      find: 'differs.every((condition) => condition === "code")',
      replace: "differs.length === 0",
    },
    test: "src/drift/compare_test.ts",
  },
  {
    name: "drift: a confirmed regression does not fail the run",
    patch: {
      file: "src/drift/finding.ts",
      find: 'label === "regression" || label === "improved"',
      replace: 'label === "improved"',
    },
    test: "src/drift/compare_test.ts",
  },
  {
    name: "drift: fresh values on the other side confirm",
    patch: {
      file: "src/drift/values.ts",
      find: "return Object.is(side(values), side(found.is));",
      replace: "return side(values) !== 0;",
    },
    test: "src/drift/compare_test.ts",
  },
  {
    name: "drift: intervals are not shared out over the quantities",
    patch: {
      file: "src/drift/values.ts",
      find: "return 1 - ALARM_RATE / count;",
      replace: "return 1 - ALARM_RATE / Math.min(count, 1);",
    },
    test: "src/drift/compare_test.ts",
  },
  {
    name: "drift: the prediction forgets the spread of the new mean",
    patch: {
      file: "src/stats/prediction.ts",
      find: "1 / m + 1 / n",
      replace: "1 / n",
    },
    test: "src/stats/prediction_test.ts",
  },
  {
    name: "drift: a claim that the program lost is not missed",
    patch: {
      file: "src/lab/drift.ts",
      find: "arms: baseline.arms.filter(({ claim }) => !unasked.has(claim))",
      replace: "arms: baseline.arms.filter(({ claim }) => claim === plan.claims[0]!.spec.id)",
    },
    test: "src/lab/drift_test.ts",
  },
  {
    name: "drift: one lost seed excuses every bit",
    patch: {
      file: "src/drift/compare.ts",
      find: 'name !== "seeds" || !sameSeedsAsked(baseline, run)',
      replace: "name.length > 0",
    },
    test: "src/drift/compare_test.ts",
  },
  {
    name: "history: the first ten runs stand for the last ten",
    patch: {
      file: "src/drift/history.ts",
      find: "compared.slice(-LAST)",
      replace: "compared.slice(0, LAST)",
    },
    test: "src/drift/history_test.ts",
  },
  {
    name: "history: the runs of another profile count",
    patch: {
      file: "src/drift/history.ts",
      find: "profile === run.profile && suite === run.suite",
      replace: "suite === run.suite",
    },
    test: "src/drift/history_test.ts",
  },
];

/** In sharing a run out and putting it together. */
const SHARDS: readonly Mutation[] = [
  {
    name: "shards: a cell is left out",
    patch: {
      file: "src/lab/split.ts",
      find: "cells: cells.toSorted((a, b) => a - b), seconds }",
      replace: "cells: cells.toSorted((a, b) => a - b).slice(1), seconds }",
    },
    test: "src/lab/split_test.ts",
  },
  {
    name: "merge: a doubled cell is taken once",
    patch: {
      file: "src/lab/merge.ts",
      find: "(owners.get(key)?.length ?? 0) > 1",
      replace: "(owners.get(key)?.length ?? 0) > 9",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: a missing cell is done without",
    patch: {
      file: "src/lab/merge.ts",
      find: "const missing = plan.cells.filter(({ key }) => !owners.has(key));",
      replace: "const missing: Cell[] = [];",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: shards of two commits are mixed",
    patch: {
      file: "src/lab/merge.ts",
      find: '["the commit", first.run.code.commit, other.run.code.commit],',
      replace: "",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: what shards agree in is believed",
    patch: {
      file: "src/lab/merge.ts",
      find: "refuseFaulty(members, options.specs);",
      replace: "",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: a shard's roots are not held against its facts",
    patch: {
      file: "src/lab/merge.ts",
      find: "  refuseEdited(members);\n",
      replace: "",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: a shard that was stopped counts as one that ended",
    patch: {
      file: "src/lab/merge.ts",
      find: "!isFinished(record)",
      replace: "record.runs.length === 0",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
];

/** In what a stranger's report is audited by. */
const AUDIT: readonly Mutation[] = [
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

/** In what a reviewer or a CI job reads. */
const REPORTS: readonly Mutation[] = [
  {
    name: "page: text becomes markup",
    patch: {
      file: "src/report/html/_markup.ts",
      find: ".replaceAll(/[&<>\"']/g, (character) => ENTITIES[character]!)",
      replace: "",
    },
    test: "src/report/html/render_test.ts",
  },
  {
    name: "page: a verdict that differs is said to be as registered",
    patch: {
      file: "src/report/html/_page.ts",
      find: "differs: judged && !reading.asRegistered,",
      replace: "differs: false,",
    },
    test: "src/report/html/render_test.ts",
  },
  {
    name: "JUnit, CTRF: what differs has passed",
    patch: {
      file: "src/report/test_cases.ts",
      find: 'if (asRegistered) return "passed";',
      replace: 'if (asRegistered || verdict.status === "supported") return "passed";',
    },
    test: "tests/golden_test.ts",
  },
  {
    name: "annotations: a message can be another command",
    patch: {
      file: "src/report/annotations.ts",
      find: '.replaceAll("\\n", "%0A")',
      replace: "",
    },
    test: "src/report/annotations_test.ts",
  },
  {
    name: "summary: longer than GitHub takes",
    patch: {
      file: "src/report/summary.ts",
      find: "if (used > budget) break;",
      replace: "",
    },
    test: "src/report/summary_test.ts",
  },
  {
    name: "CSV: only the first number of an array",
    patch: {
      file: "src/report/csv.ts",
      find: 'fact.value.map(row).join("")',
      replace: 'fact.value.slice(0, 1).map(row).join("")',
    },
    test: "src/report/render_test.ts",
  },
  {
    name: "a broken reporter takes the others with it",
    patch: {
      file: "src/report/fan_out.ts",
      find: "this.#sound.delete(reporter);",
      replace: "this.#sound.clear();",
    },
    test: "src/report/fan_out_test.ts",
  },
];

/** What is broken one at a time, and what must tell. */
export const MUTATIONS: readonly Mutation[] = [...DRIFT, ...SHARDS, ...AUDIT, ...REPORTS];
