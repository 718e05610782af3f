/** Reports for tests: one with every kind of verdict, and the same with any text in its strings. */
import fc from "fast-check";
import { type Finding, type Report, ReportSchema } from "./schema.ts";

const GOLDEN = new URL("../../tests/golden/report.json", import.meta.url);

/** The golden report. */
export function goldenReport(): Report {
  return ReportSchema.parse(JSON.parse(Deno.readTextFileSync(GOLDEN)));
}

/** The part of it that is as registered: a reading with its controls. */
export function goodReport(): Report {
  const { claims: [claim], ...rest } = goldenReport();
  return { ...rest, claims: [{ ...claim!, readings: claim!.readings.slice(0, 1) }] };
}

/** Where a report's strings are free: ids, names and sentences. */
const FREE = new Set([
  "id",
  "alias",
  "title",
  "place",
  "statement",
  "text",
  "unit",
  "part",
  "detail",
]);

/** The golden report with a text in place of every free string, and in a finding's as well. */
export function reportWith(text: string): Report {
  const report: Report = JSON.parse(
    Deno.readTextFileSync(GOLDEN),
    (key, value) => FREE.has(key) ? text : value,
  );
  const { provenance } = report;
  return ReportSchema.parse({
    ...withFindings(report, [finding("suspicious", text)]),
    provenance: {
      ...provenance,
      command: [text],
      code: { ...provenance.code, commit: text },
      device: { ...provenance.device, label: text },
      versions: { taskproof: text, [text]: text },
      sources: [{ name: text, digest: text }],
    },
  });
}

/** A report that was compared with a baseline. */
export function withFindings(report: Report, findings: readonly Finding[]): Report {
  return {
    ...report,
    drift: {
      baseline: { commit: "0".repeat(40), recorded: "2026-01-01T00:00:00.000Z", device: "cpu" },
      bitwise: true,
      differs: [],
      compared: 10,
      equal: 9,
      changed: [],
      added: 0,
      findings: [...findings],
    },
  };
}

/** A finding about the golden report's first reading. */
export function finding(label: Finding["label"], text: string): Finding {
  const place = { claim: "good-mean", reading: "as-stated", arm: "main" };
  return { label, ...place, was: 1, is: 2, text };
}

/** Strings that mean something to whoever reads a report. */
export const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(
    ..."|`*_[]()<>&\"'\\@#:,%$~!{}\n\r\t\0\x1b\u2028\ud800",
    "a",
    "1",
    "--",
    "::error::",
    "https://",
    "www.a.b",
    "@a",
    "&#64;",
    "]]>",
    "<script>",
    "../",
    "%0A",
  )).map((parts) => parts.join("")),
);
