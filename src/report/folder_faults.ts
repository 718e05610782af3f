import { reportFaults } from "./compare.ts";
import { crateFaults } from "./crate_file.ts";
import { type Format, FORMATS } from "./formats.ts";
import type { Outcome } from "./reporter.ts";

/** What a folder's files are compared with. */
export interface DueContent extends Outcome {
  /** Whether the program that ran is this one, so that sentences must agree as well. */
  readonly sameCode: boolean;
}

/**
 * Compares the reports in an output folder with what the facts give: `report.json`, which must be
 * there, and every other format that is. Badges are pictures of `report.json` and not looked at.
 *
 * @returns A sentence for each fault; none when all agree.
 * @throws {NewerReportError} when `report.json` is of a newer program.
 */
export async function folderFaults(dir: string, due: DueContent): Promise<string[]> {
  const faults: string[] = [];
  for (const format of FORMATS) {
    const { file } = format;
    const text = readText(`${dir}/${file}`);
    if (text instanceof Error) {
      const absent = text instanceof Deno.errors.NotFound && file !== "report.json";
      if (!absent) faults.push(`${file} cannot be read: ${text.message}`);
    } else if (file === "report.json") {
      faults.push(...reportFaults(text, due.report));
    } else if (!await agrees(text, { format, due })) {
      faults.push(
        `${file} is not what the facts give: it was edited after it was written, or written by ` +
          "another program",
      );
    }
  }
  return [...faults, ...crateFaults(dir, due.report)];
}

async function agrees(
  text: string,
  { format, due }: { format: Format; due: DueContent },
): Promise<boolean> {
  const { render, withoutProse = (text) => text } = format;
  if (due.sameCode) return text === await render(due);
  const told = withoutProse(text);
  return told === "" || told === withoutProse(await render(due));
}

function readText(path: string): string | Error {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    return error as Error;
  }
}
