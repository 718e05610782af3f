import { existsSync } from "node:fs";
import { decodeUntrusted, readUntrusted } from "../lab/mod.ts";
import { reportFaults } from "./compare.ts";
import { CRATE_NAME } from "./crate.ts";
import { crateFaults } from "./crate_file.ts";
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
  if (due.sameCode) faults.push(...crateFaults(dir, due.report));
  else if (existsSync(`${dir}/${CRATE_NAME}`)) left.push(CRATE_NAME);
  return { faults, left };
}

/**
 * Reports beside the journal of a shard, which nobody has judged yet: nothing they say follows from it.
 *
 * @returns A sentence for each.
 */
export function strayReports(dir: string): string[] {
  return [...FORMATS.map(({ file }) => file), CRATE_NAME]
    .filter((file) => existsSync(`${dir}/${file}`))
    .map((file) => `${file} is there, though a shard is not judged`);
}

function readText(path: string): string | Error {
  try {
    return decodeUntrusted(readUntrusted(path));
  } catch (error) {
    return error as Error;
  }
}
