import { recordJson } from "../lab/mod.ts";
import { evidenceOf } from "./format.ts";
import { paperOf } from "./papers.ts";
import { specFile } from "./places.ts";
import type { ClaimReport, Report } from "./schema.ts";
import { type CaseOutcome, casesOf, outcomeOf, type TestCase, verdictKey } from "./test_cases.ts";

/** The version of the Common Test Report Format that is written. */
const SPEC_VERSION = "0.0.0";

/** The format has no word for an error: it is a failure, and `rawStatus` tells. */
const STATUS: Readonly<Record<CaseOutcome, "passed" | "failed" | "skipped">> = {
  passed: "passed",
  failure: "failed",
  error: "failed",
  skipped: "skipped",
};

/**
 * Renders `ctrf.json`, of the [Common Test Report Format](https://ctrf.io): a test per reading and
 * per control, the same ones with the same outcomes as in `junit.xml`. Its clock is the run's.
 *
 * @example
 * ```ts
 * import { renderCtrf, ReportSchema } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 * const path = new URL("../../tests/golden/report.json", import.meta.url);
 * const report = ReportSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
 * const { results } = JSON.parse(renderCtrf(report));
 * assertEquals(results.summary.tests, results.tests.length);
 * ```
 */
export function renderCtrf(report: Report): string {
  const { provenance } = report;
  const tests = report.claims.flatMap((claim) =>
    casesOf(claim).map((test) => testOf(test, { claim, report }))
  );
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const start = Date.parse(provenance.started);
  const stop = provenance.ended === undefined
    ? start + milliseconds(provenance.seconds)
    : Date.parse(provenance.ended);
  const document = {
    reportFormat: "CTRF",
    specVersion: SPEC_VERSION,
    runId: provenance.journalHead,
    timestamp: new Date(stop).toISOString(),
    generatedBy: "taskproof",
    results: {
      tool: { name: "taskproof", version: provenance.versions.taskproof ?? "unknown" },
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: 0,
        suites: report.claims.length,
        start,
        stop,
        duration: stop - start,
      },
      tests,
      environment: {
        testEnvironment: `${report.profile}, ${report.suite} suite`,
        commit: provenance.code.commit,
        healthy: report.status === 0,
        extra: {
          device: provenance.device.label,
          dirty: provenance.code.dirty,
          codeHash: provenance.code.hash,
          versions: provenance.versions,
          ...(report.interrupted && { interrupted: report.interrupted }),
        },
      },
    },
  };
  return JSON.stringify(JSON.parse(recordJson(document)), null, 2) + "\n";
}

function testOf(test: TestCase, { claim, report }: { claim: ClaimReport; report: Report }) {
  return {
    name: `${claim.alias} ${test.name}`,
    testId: `${claim.id}/${test.reading}/${
      test.control === undefined ? "main" : `control:${test.control}`
    }`,
    status: STATUS[outcomeOf(test)],
    rawStatus: verdictKey(test.verdict),
    duration: milliseconds(test.seconds),
    suite: [`${claim.alias} ${claim.id}`],
    message: test.message,
    tags: [claim.alias, paperOf(claim), report.profile],
    type: test.control === undefined ? "reading" : "control",
    filePath: specFile(claim),
    device: report.provenance.device.label,
    extra: { registered: test.expected, verdict: test.verdict.status, ...numbersOf(test) },
  };
}

function numbersOf({ verdict }: TestCase) {
  const evidence = evidenceOf(verdict);
  if (!evidence) return {};
  const { measured, unit, bound, margin, n, interval, part } = evidence;
  return {
    measured,
    unit,
    bound,
    margin,
    n,
    ...(interval && { interval }),
    ...(part !== undefined && { part }),
  };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
