import { assertEquals, assertGreaterOrEqual, assertMatch } from "@std/assert";
import {
  renderAnnotations,
  renderBadges,
  renderCrate,
  renderCtrf,
  renderJson,
  renderJunit,
  renderSummary,
  renderTable,
  type Report,
  reportJsonSchema,
  ReportSchema,
} from "../src/report/mod.ts";

/** Set to write the files anew; the difference is then reviewed as code is. */
const UPDATE = Deno.env.has("UPDATE_GOLDEN");

const report: Report = ReportSchema.parse(JSON.parse(read("golden/report.json")));

Deno.test("the table at 100 columns, and on a narrow terminal", () => {
  for (const width of [100, 78]) {
    const table = renderTable(report, { width, colour: false });
    compare(`golden/table-${width}.txt`, table);
    const widest = Math.max(...table.split("\n").map((line) => line.length));
    assertGreaterOrEqual(width, widest);
  }
});

Deno.test("colours change nothing but colours", () => {
  const colour = renderTable(report, { width: 100, colour: true });
  // deno-lint-ignore no-control-regex
  const escapes = /\x1b\[\d+m/g;
  assertMatch(colour, escapes);
  const plain = renderTable(report, { width: 100, colour: false });
  assertEquals(colour.replaceAll(escapes, ""), plain);
});

Deno.test("junit.xml", () => compare("golden/junit.xml.txt", renderJunit(report)));

Deno.test("ctrf.json", () => compare("golden/ctrf.json.txt", renderCtrf(report)));

Deno.test("summary.md", () => compare("golden/summary.md.txt", renderSummary(report)));

Deno.test("annotations", () => {
  compare("golden/annotations.txt", renderAnnotations(report, () => undefined));
});

Deno.test("ro-crate-metadata.json", () => {
  const file = { name: "report.json", bytes: 3, sha256: "0".repeat(64) };
  compare("golden/ro-crate-metadata.json.txt", renderCrate(report, [file]));
});

Deno.test("badges", () => {
  const badges = renderBadges(report).map(({ file, svg }) => `${file}\n${svg}`);
  compare("golden/badges.txt", badges.join("\n"));
});

Deno.test("report.json is read back as it was written", () => {
  assertEquals(ReportSchema.parse(JSON.parse(renderJson(report))), report);
  assertEquals(JSON.parse(renderJson(report)), JSON.parse(read("golden/report.json")));
});

Deno.test("the published JSON Schema is current", () => {
  compare("../fixtures/schema/report.schema.json", reportJsonSchema());
});

function read(name: string): string {
  return Deno.readTextFileSync(new URL(name, import.meta.url));
}

function compare(name: string, actual: string): void {
  if (UPDATE) Deno.writeTextFileSync(new URL(name, import.meta.url), actual);
  assertEquals(actual, read(name));
}
