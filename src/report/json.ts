import { recordJson } from "../lab/mod.ts";
import { type Report, ReportSchema } from "./schema.ts";

/** `report.json`, indented; non-finite numbers are strings. */
export function renderJson(report: Report): string {
  const text = recordJson(report);
  ReportSchema.parse(JSON.parse(text));
  return JSON.stringify(JSON.parse(text), null, 2) + "\n";
}
