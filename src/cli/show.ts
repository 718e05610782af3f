import { renderLines, renderTable, type Report } from "../report/mod.ts";
import { print, printColoured, showsColour, terminalWidth } from "./output.ts";

/** Prints the verdicts: a table, or with `--json` an object a line. */
export function show(report: Report, { json }: { json: boolean }): void {
  if (json) print(renderLines(report));
  else printColoured(renderTable(report, { width: terminalWidth(), colour: showsColour() }));
}
