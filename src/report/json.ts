import { recordJson } from "../lab/mod.ts";
import { type Report, ReportSchema } from "./schema.ts";

/** `report.json`, indented; non-finite numbers are strings. */
export function renderJson(report: Report): string {
  const plain = JSON.parse(recordJson(report));
  ReportSchema.parse(plain);
  return JSON.stringify(plain, null, 2) + "\n";
}
