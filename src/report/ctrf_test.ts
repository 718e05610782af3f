import { assertEquals, assertStringIncludes } from "@std/assert";
import { getCurrentSpecVersion, validate } from "ctrf";
import fc from "fast-check";
import { goldenReport, hostile, reportWith } from "./_reports_testing.ts";
import { renderCtrf } from "./ctrf.ts";
import { renderJunit } from "./junit.ts";

Deno.test("ctrf.json is of the format's schema", () => {
  const document = JSON.parse(renderCtrf(goldenReport()));
  assertEquals(validate(document).errors, []);
  assertEquals(document.specVersion, getCurrentSpecVersion());
  document.results.tests[0].status = "supported";
  assertEquals(validate(document).valid, false, "the schema can refuse");
});

Deno.test("ctrf.json is of the schema whatever is in the report", () => {
  fc.assert(
    fc.property(hostile, (text) => validate(JSON.parse(renderCtrf(reportWith(text)))).valid),
    { numRuns: 25, examples: [[""]] },
  );
});

Deno.test("ctrf.json counts what junit.xml counts", () => {
  const report = goldenReport();
  const { tests, passed, failed, skipped } = JSON.parse(renderCtrf(report)).results.summary;
  const junit = renderJunit(report).split("\n")[1]!;
  const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(junit)![1]);
  assertEquals(
    [tests, failed, skipped],
    [count("tests"), count("failures") + count("errors"), count("skipped")],
  );
  assertEquals(passed, tests - failed - skipped);
  assertEquals([failed > 0, skipped > 0, passed > 0], [true, true, true]);
});

Deno.test("a run that was killed has no end: its cells' seconds stand for it", () => {
  const { provenance: { ended: _, ...provenance }, ...report } = goldenReport();
  const killed = JSON.parse(renderCtrf({ ...report, provenance, interrupted: "SIGINT" }));
  assertEquals(validate(killed).errors, []);
  assertEquals(killed.results.summary.duration, Math.round(provenance.seconds * 1000));
  assertStringIncludes(JSON.stringify(killed.results.environment), '"interrupted":"SIGINT"');
});
