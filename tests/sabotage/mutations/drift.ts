import type { Mutation } from "../_mutation.ts";

/** In comparing a run with a baseline and with the runs before. */
export const DRIFT: readonly Mutation[] = [
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
