import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import {
  finding,
  goldenReport,
  goodReport,
  hostile,
  reportWith,
  withFindings,
} from "./_reports_testing.ts";
import { annotationsReporter, renderAnnotations } from "./annotations.ts";
import type { Report } from "./schema.ts";

const nothing = () => undefined;

/** Parses a workflow command as the runner does (actions/runner, ActionCommand.TryParseV2). */
function parse(line: string) {
  const [, kind, properties, data] = /^::(\S+) ([^]*?)::([^]*)$/.exec(line)!;
  const unescape = (text: string) =>
    text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%3A", ":")
      .replaceAll("%2C", ",").replaceAll("%25", "%");
  const entries = properties!.split(",").map((pair) => {
    const [name, ...value] = pair.split("=");
    return [name, unescape(value.join("="))];
  });
  return { kind, ...Object.fromEntries(entries), message: unescape(data!) };
}

function annotations(report: Report) {
  return renderAnnotations(report, nothing).trimEnd().split("\n").map(parse);
}

Deno.test("what differs or is void is an error, what is undecided a warning", () => {
  const found = annotations(goldenReport());
  const kinds = new Set(found.map(({ kind, message }) => `${kind} ${/^[a-z-]+/.exec(message)}`));
  assertEquals(
    [...kinds].toSorted(),
    ["error error", "error not-run", "error supported", "warning inconclusive"],
  );
  assert(found.every(({ file, line }) => /^claims\/[\w-]+\/spec\.ts$/.test(file) && line === "1"));
});

Deno.test("drift is an error, a warning or a notice by its label", () => {
  const labels = ["regression", "suspicious", "improved", "insufficient-data", "bound-changed"];
  const findings = labels.map((label) => finding(label as "regression", "told"));
  const report = withFindings(goodReport(), findings);
  assertEquals(annotations(report).map(({ kind, title }) => [kind, title]), [
    ["error", "regression: F1.2 as-stated"],
    ["warning", "suspicious: F1.2 as-stated"],
    ["notice", "improved: F1.2 as-stated"],
    ["notice", "bound-changed: F1.2 as-stated"],
  ]);
});

Deno.test("of each kind ten at most, the last of which counts the others", () => {
  const findings = Array.from({ length: 30 }, (_, i) => finding("suspicious", `finding ${i}`));
  const found = (count: number) =>
    annotations(withFindings(goodReport(), findings.slice(0, count)));
  assertEquals(found(10).at(-1)!.message, "finding 9");
  assertEquals(found(30).length, 10);
  assertEquals(found(30).at(-1)!.message, "and 21 more: see the job's summary");
});

Deno.test("the runner reads back what was said, and no command of anybody else's", () => {
  const due = annotations(reportWith("text")).length;
  fc.assert(
    fc.property(hostile, (text) => {
      const found = annotations(reportWith(text));
      assertEquals(found.length, due);
      // deno-lint-ignore no-control-regex
      const said = text.replaceAll(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "\ufffd");
      const { message, file, title } = found.find(({ title }) => title.startsWith("suspicious"))!;
      assertEquals(message, said);
      assertEquals(file, `claims/${finding("suspicious", "").claim}/spec.ts`);
      assertEquals(title, "suspicious: good-mean as-stated");
    }),
    { numRuns: 50 },
  );
});

Deno.test("a spec's own line is found below the program's root", async () => {
  const root = Deno.makeTempDirSync();
  try {
    Deno.mkdirSync(`${root}/claims/good-mean`, { recursive: true });
    Deno.writeTextFileSync(`${root}/claims/good-mean/spec.ts`, '\n\n{ id: "as-stated" }\n');
    const report = withFindings(goldenReport(), [finding("regression", "told")]);
    let text = "";
    const reporter = annotationsReporter({ root, write: (more) => void (text += more) });
    await reporter.onEnd!({ report, record: {} as never });
    assertMatch(text, /^::error file=claims\/good-mean\/spec\.ts,line=3,title=regression%3A /);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});

Deno.test("a run that was stopped is one warning", () => {
  assertEquals(
    renderAnnotations({ ...goldenReport(), interrupted: "SIGINT" }, nothing),
    [
      "::warning title=Taskproof::stopped by SIGINT before the end: nothing was judged\n",
    ].join(),
  );
});
