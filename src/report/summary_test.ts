import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import {
  finding,
  goldenReport,
  goodReport,
  hostile,
  reportWith,
  withFindings,
} from "./_reports_testing.ts";
import type { Report } from "./schema.ts";
import { jobSummaryReporter, renderSummary } from "./summary.ts";
import { casesOf, severityOf } from "./test_cases.ts";

const KIB_64 = 64 * 1024;

Deno.test("changes come first: drift, verdicts that differ, controls, errors", () => {
  const report = withFindings(goldenReport(), [finding("regression", "worse than it was")]);
  const lines = renderSummary(report).split("\n");
  const labels = lines.flatMap((line) => /^- \*\*(\S+)\*\*/.exec(line)?.[1] ?? []);
  const order = [...new Set(labels)];
  assertEquals(order, ["regression", "differs", "control", "error"]);
  assertEquals(labels, labels.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  assertStringIncludes(lines.join("\n"), "- **regression** F1.2 as-stated: worse than it was\n");
  assert(lines.indexOf("## Changes") < lines.indexOf("## Claims"));
});

Deno.test("a summary stays under 64 KiB, cut by whole rows that it counts", () => {
  const { claims, ...rest } = goldenReport();
  const long: Report = { ...rest, claims: Array.from({ length: 2000 }, () => claims[2]!) };
  const summary = renderSummary(long);
  const size = new TextEncoder().encode(summary).length;
  assert(size < KIB_64 && size > KIB_64 - 1000, `${size} bytes`);
  const changes = summary.match(/^- \*\*/gm)!.length;
  const omitted = Number(/^- … and (\d+) more/m.exec(summary)![1]);
  const bad = casesOf(claims[2]!).filter((test) => severityOf(test) !== undefined);
  assertEquals(changes + omitted, 2000 * bad.length);
  const rows = summary.match(/^\| F2\.2 \|/gm)!.length;
  assertEquals(rows + Number(/^\| … and (\d+) more \|/m.exec(summary)![1]), 2000);
  assertMatch(summary, /- journal [0-9a-f]{64}\n$/);
});

Deno.test("a summary of any strings keeps its shape", () => {
  const shape = (summary: string) =>
    summary.split("\n").map((line) => `${/^\S*/.exec(line)![0]} ${line.split("|").length}`);
  const due = shape(renderSummary(reportWith("text")));
  fc.assert(
    fc.property(hostile, (text) => {
      const summary = renderSummary(reportWith(text));
      assertEquals(shape(summary), due);
      assertEquals(/<script|`/i.test(summary), false);
    }),
    { numRuns: 50, examples: [["|".repeat(5000)], ["\n## Provenance\n"]] },
  );
});

Deno.test("a run that was stopped is not judged; one without changes says so", () => {
  const stopped = renderSummary({ ...goldenReport(), interrupted: "SIGTERM" });
  assertStringIncludes(stopped, "# Taskproof: stopped by SIGTERM before the end\n");
  assertStringIncludes(stopped, "- nothing was judged\n");
  assertEquals(/supported \||differs/.test(stopped.split("## Claims")[0]!), false);
  const good = renderSummary(goodReport());
  assertStringIncludes(good, "# Taskproof: all verdicts as registered\n");
  assertStringIncludes(good, "- none: every verdict is as registered");
});

Deno.test("the job's own summary is appended to", async () => {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(path, "before\n");
    const report = goldenReport();
    await jobSummaryReporter(path).onEnd!({ report, record: {} as never });
    assertEquals(Deno.readTextFileSync(path), `before\n${renderSummary(report)}`);
  } finally {
    Deno.removeSync(path);
  }
});
