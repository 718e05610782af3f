import type { Mutation } from "../_mutation.ts";

/** In what a reviewer or a CI job reads. */
export const REPORTS: readonly Mutation[] = [
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
