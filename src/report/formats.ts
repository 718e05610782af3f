import { renderCsv } from "./csv.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import type { Outcome, Reporter } from "./reporter.ts";

/** A report format: a file in the output folder, and a pure function to its content. */
export interface Format {
  /** As `--reporter` names it. */
  readonly name: string;
  readonly file: string;
  render(outcome: Outcome): string | Promise<string>;
}

/** The files of an output folder, besides its journal. */
export const FORMATS: readonly Format[] = [
  { name: "json", file: "report.json", render: ({ report }) => renderJson(report) },
  { name: "csv", file: "measurements.csv", render: ({ record }) => renderCsv(record) },
  { name: "junit", file: "junit.xml", render: ({ report }) => renderJunit(report) },
];

/** A reporter that writes a format into a folder, whole or not at all. */
export function fileReporter({ name, file, render }: Format, dir: string): Reporter {
  return {
    name,
    async onEnd(outcome) {
      writeWhole(`${dir}/${file}`, await render(outcome));
    },
  };
}

/**
 * Writes a file whole or not at all: a reader never sees half of one. Where a link is in its place,
 * the link is replaced, and what it leads to stays as it is.
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  try {
    if (exists(temporary)) Deno.removeSync(temporary);
    Deno.writeTextFileSync(temporary, text, { createNew: true });
    Deno.renameSync(temporary, path);
  } catch (error) {
    throw new Error(`Cannot write ${path}: ${(error as Error).message}`, { cause: error });
  }
}

function exists(path: string): boolean {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}
