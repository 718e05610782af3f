import { renderCsv } from "./csv.ts";
import { renderCtrf } from "./ctrf.ts";
import { renderHtml } from "./html/mod.ts";
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
  /** Whether it holds data alone: what every version of the program writes of the same run. */
  readonly data?: true;
}

/** The files of an output folder, besides its journal and what describes them all. */
export const FORMATS: readonly Format[] = [
  {
    name: "html",
    file: "index.html",
    render: renderHtml,
  },
  {
    name: "json",
    file: "report.json",
    data: true,
    render: ({ report }) => renderJson(report),
  },
  {
    name: "csv",
    file: "measurements.csv",
    data: true,
    render: ({ record }) => renderCsv(record),
  },
  {
    name: "junit",
    file: "junit.xml",
    render: ({ report }) => renderJunit(report),
  },
  {
    name: "ctrf",
    file: "ctrf.json",
    render: ({ report }) => renderCtrf(report),
  },
  {
    name: "summary",
    file: "summary.md",
    render: ({ report }) => renderSummary(report),
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

/** Makes a folder for files of ours: one of its own, where a link to another is in its place. */
export function makeFolder(path: string): void {
  if (isLink(path)) Deno.removeSync(path);
  Deno.mkdirSync(path, { recursive: true });
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch {
    return false;
  }
}

function removeLeftover(path: string): void {
  try {
    Deno.removeSync(path);
  } catch { /* It was never made, or is in the way of nobody. */ }
}

/**
 * Writes a file whole or not at all: a reader never sees half of one. Where a link is in its place,
 * the link is replaced, and what it leads to stays as it is.
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  try {
    removeLeftover(temporary);
    Deno.writeTextFileSync(temporary, text, { createNew: true });
    Deno.renameSync(temporary, path);
  } catch (error) {
    removeLeftover(temporary);
    throw new Error(`Cannot write ${path}: ${(error as Error).message}`, { cause: error });
  }
}
