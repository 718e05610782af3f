import { renderCsv } from "./csv.ts";
import { renderCtrf } from "./ctrf.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import type { Outcome, Reporter } from "./reporter.ts";
import { renderSummary } from "./summary.ts";

/** A report format: a file in the output folder, and a pure function to its content. */
export interface Format {
  /** As `--reporter` names it. */
  readonly name: string;
  readonly file: string;
  render(outcome: Outcome): string | Promise<string>;
  /** What is left of its content without sentences, which another program may word otherwise. */
  withoutProse?(text: string): string;
}

/** The files of an output folder, besides its journal and what describes them all. */
export const FORMATS: readonly Format[] = [
  {
    name: "json",
    file: "report.json",
    render: ({ report }) => renderJson(report),
  },
  {
    name: "csv",
    file: "measurements.csv",
    render: ({ record }) => renderCsv(record),
  },
  {
    name: "junit",
    file: "junit.xml",
    render: ({ report }) => renderJunit(report),
    withoutProse: (text) => text.replaceAll(/ message="[^"]*"/g, ""),
  },
  {
    name: "ctrf",
    file: "ctrf.json",
    render: ({ report }) => renderCtrf(report),
    withoutProse: (text) => text.replaceAll(/"message": "(?:[^"\\]|\\.)*"/g, ""),
  },
  {
    name: "summary",
    file: "summary.md",
    render: ({ report }) => renderSummary(report),
    withoutProse: () => "",
  },
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

function removeLeftover(path: string): void {
  try {
    Deno.removeSync(path);
  } catch { /* It was never made, or is in the way of nobody. */ }
}

/** Writes a file whole or not at all: a reader never sees half of one. */
export function writeWhole(path: string, text: string): void {
  try {
    Deno.writeTextFileSync(`${path}.tmp`, text);
    Deno.renameSync(`${path}.tmp`, path);
  } catch (error) {
    removeLeftover(`${path}.tmp`);
    throw new Error(`Cannot write ${path}: ${(error as Error).message}`, { cause: error });
  }
}
