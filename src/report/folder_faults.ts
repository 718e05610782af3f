import { reportFaults } from "./compare.ts";
import { FORMATS } from "./formats.ts";
import type { Outcome } from "./reporter.ts";

/**
 * Compares the reports in an output folder with what the facts give: `report.json`, which must be
 * there, and every other format that is.
 *
 * @returns A sentence for each fault; none when all agree.
 * @throws {NewerReportError} when `report.json` is of a newer program.
 */
export async function folderFaults(dir: string, outcome: Outcome): Promise<string[]> {
  const faults: string[] = [];
  for (const { file, render } of FORMATS) {
    const text = readText(`${dir}/${file}`);
    if (text instanceof Error) {
      const absent = text instanceof Deno.errors.NotFound && file !== "report.json";
      if (!absent) faults.push(`${file} cannot be read: ${text.message}`);
    } else if (file === "report.json") {
      faults.push(...reportFaults(text, outcome.report));
    } else if (withoutMessages(text) !== withoutMessages(await render(outcome))) {
      faults.push(`${file} is not what the facts give: it was edited after it was written`);
    }
  }
  return faults;
}

function readText(path: string): string | Error {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    return error as Error;
  }
}

/** Sentences may be put better by a later program; they are made from the rest. */
function withoutMessages(text: string): string {
  return text.replaceAll(/ message="[^"]*"/g, "");
}
