import { decodeUntrusted, readUntrusted } from "../lab/mod.ts";
import { reportFaults } from "./compare.ts";
import { CRATE_NAME } from "./crate.ts";
import { renderFolderCrate } from "./crate_file.ts";
import { FORMATS } from "./formats.ts";
import type { Outcome } from "./reporter.ts";

/** What a folder's files are compared with. */
export interface Due extends Outcome {
  /** Whether the program that ran is this one: another one may have put the same in other words. */
  readonly sameCode: boolean;
}

/** What a comparison of an output folder with its facts found. */
export interface FolderComparison {
  /** A sentence for each file that does not say what the facts do. */
  readonly faults: readonly string[];
  /** Files that another version of the program wrote in its own words: they were not compared. */
  readonly left: readonly string[];
}

/**
 * Compares the reports in an output folder with what the facts give: `report.json`, which must be
 * there, and every other format that is; of another version's, those that hold data alone. Badges
 * are pictures of `report.json` and not looked at.
 *
 * @throws {NewerReportError} when `report.json` is of a newer program.
 */
export async function compareFolder(dir: string, due: Due): Promise<FolderComparison> {
  const faults: string[] = [];
  const left: string[] = [];
  for (const { file, data, render } of FORMATS) {
    const text = readText(`${dir}/${file}`);
    if (text instanceof Error) {
      const absent = text instanceof Deno.errors.NotFound && file !== "report.json";
      if (!absent) faults.push(`${file} cannot be read: ${text.message}`);
    } else if (file === "report.json") {
      faults.push(...reportFaults(text, due.report));
    } else if (!due.sameCode && !data) {
      left.push(file);
    } else if (text !== await render(due)) {
      faults.push(`${file} is not what the facts give: it was edited after it was written`);
    }
  }
  const crate = readText(`${dir}/${CRATE_NAME}`);
  if (typeof crate === "string" && !due.sameCode) left.push(CRATE_NAME);
  else faults.push(...crateFaults(crate, { dir, due }));
  return { faults, left };
}

/** A file that came later than the crate, and is not listed in it, is no fault. */
function crateFaults(crate: string | Error, { dir, due }: { dir: string; due: Due }): string[] {
  if (crate instanceof Deno.errors.NotFound) return [];
  if (crate instanceof Error) return [`${CRATE_NAME} cannot be read: ${crate.message}`];
  try {
    if (crate === renderFolderCrate(crate, { dir, report: due.report })) return [];
  } catch (error) {
    return [`a file that ${CRATE_NAME} lists cannot be read: ${(error as Error).message}`];
  }
  return [`${CRATE_NAME} does not describe what is in the folder: one was changed after the other`];
}

function readText(path: string): string | Error {
  try {
    return decodeUntrusted(readUntrusted(path));
  } catch (error) {
    return error as Error;
  }
}
