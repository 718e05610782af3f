import type { Mutation } from "../_mutation.ts";

/** In sharing a run out and putting it together. */
export const SHARDS: readonly Mutation[] = [
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
      file: "src/lab/merge_members.ts",
      find: "(owners.get(key)?.length ?? 0) > 1",
      replace: "(owners.get(key)?.length ?? 0) > 9",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: a missing cell is done without",
    patch: {
      file: "src/lab/merge_members.ts",
      find: "const missing = plan.cells.filter(({ key }) => !owners.has(key));",
      replace: "const missing: Cell[] = [];",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
  {
    name: "merge: shards of two commits are mixed",
    patch: {
      file: "src/lab/merge_members.ts",
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
      file: "src/lab/merge_members.ts",
      find: "!isFinished(record)",
      replace: "record.runs.length === 0",
    },
    test: "src/lab/merge_refusals_test.ts",
  },
];
