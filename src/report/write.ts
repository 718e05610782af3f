import { recordJson, type RunRecord } from "../lab/mod.ts";
import { renderCsv } from "./csv.ts";
import { renderJunit } from "./junit.ts";
import { type Report, ReportSchema } from "./schema.ts";

/** A report format: a file name, and a pure function to its content. */
export interface Format {
  readonly file: string;
  render(report: Report, record: RunRecord): string;
}

/** `report.json`, indented; non-finite numbers are strings. */
export function renderJson(report: Report): string {
  const text = recordJson(report);
  ReportSchema.parse(JSON.parse(text));
  return JSON.stringify(JSON.parse(text), null, 2) + "\n";
}

/** The files of an output folder, besides its journal. */
export const FORMATS: readonly Format[] = [
  { file: "report.json", render: renderJson },
  { file: "measurements.csv", render: (_, record) => renderCsv(record) },
  { file: "junit.xml", render: renderJunit },
];

/**
 * Writes every format into a folder, each file whole or not at all.
 *
 * @returns What went wrong, a sentence a format: one that fails does not stop the others.
 */
export function writeReports(
  dir: string,
  { report, record, formats = FORMATS }: {
    report: Report;
    record: RunRecord;
    formats?: readonly Format[];
  },
): string[] {
  return formats.flatMap(({ file, render }) => {
    const path = `${dir}/${file}`;
    try {
      Deno.writeTextFileSync(`${path}.tmp`, render(report, record));
      Deno.renameSync(`${path}.tmp`, path);
      return [];
    } catch (error) {
      return [`Cannot write ${path}: ${(error as Error).message}`];
    }
  });
}
