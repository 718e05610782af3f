import { decodeUntrusted, readUntrusted } from "../lab/mod.ts";
import { reportFaults } from "./compare.ts";
import { FORMATS } from "./formats.ts";
import type { Outcome } from "./reporter.ts";

/** The files that hold data: another version of the program writes the same of the same run. */
const DATA = ["report.json", "measurements.csv"];

/** What a comparison of an output folder with its facts found. */
export interface FolderComparison {
  /** A sentence for each file that does not say what the facts do. */
  readonly faults: readonly string[];
  /** Files that another version of the program wrote in its own words: they were not compared. */
  readonly left: readonly string[];
}

/**
 * Compares the reports in an output folder with what the facts give: `report.json`, which must be
 * there, and every other format that is.
 *
 * @param options.sameProgram Whether the program that ran is this one: if not, only files of data
 *   are compared, since others may be put in other words today.
 * @throws {NewerReportError} when `report.json` is of a newer program.
 */
export async function compareFolder(
  dir: string,
  { sameProgram, ...outcome }: Outcome & { readonly sameProgram: boolean },
): Promise<FolderComparison> {
  const faults: string[] = [];
  const left: string[] = [];
  for (const { file, render } of FORMATS) {
    const text = readText(`${dir}/${file}`);
    if (text instanceof Error) {
      const absent = text instanceof Deno.errors.NotFound && file !== "report.json";
      if (!absent) faults.push(`${file} cannot be read: ${text.message}`);
    } else if (file === "report.json") {
      faults.push(...reportFaults(text, outcome.report));
    } else if (!sameProgram && !DATA.includes(file)) {
      left.push(file);
    } else if (withoutMessages(text) !== withoutMessages(await render(outcome))) {
      faults.push(`${file} is not what the facts give: it was edited after it was written`);
    }
  }
  return { faults, left };
}

function readText(path: string): string | Error {
  try {
    return decodeUntrusted(readUntrusted(path));
  } catch (error) {
    return error as Error;
  }
}

/** Sentences may be put better by a later program; they are made from the rest. */
function withoutMessages(text: string): string {
  return text.replaceAll(/ message="[^"]*"/g, "");
}
