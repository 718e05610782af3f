import type { RunRecord } from "../lab/mod.ts";
import { reportFaults } from "./compare.ts";
import type { Report } from "./schema.ts";
import { FORMATS } from "./write.ts";

/**
 * Compares the reports in an output folder with what the facts give: `report.json`, which must be
 * there, and every other format that is.
 *
 * @returns A sentence for each fault; none when all agree.
 * @throws {NewerReportError} when `report.json` is of a newer program.
 */
export function folderFaults(
  dir: string,
  { report, record }: { report: Report; record: RunRecord },
): string[] {
  return FORMATS.flatMap(({ file, render }) => {
    let text: string;
    try {
      text = Deno.readTextFileSync(`${dir}/${file}`);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound && file !== "report.json") return [];
      return [`${file} cannot be read: ${(error as Error).message}`];
    }
    if (file === "report.json") return reportFaults(text, report);
    const edited = withoutMessages(text) !== withoutMessages(render(report, record));
    return edited ? [`${file} is not what the facts give: it was edited after it was written`] : [];
  });
}

/** Sentences may be put better by a later program; they are made from the rest. */
function withoutMessages(text: string): string {
  return text.replaceAll(/ message="[^"]*"/g, "");
}
