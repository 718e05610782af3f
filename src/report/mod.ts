/** Reports: what a run found, as text, JSON, CSV and JUnit XML. */
export { collect } from "./collect.ts";
export { NewerReportError, reportFaults } from "./compare.ts";
export { criterionText, powerText } from "./criterion_text.ts";
export { renderCsv } from "./csv.ts";
export { folderFaults } from "./folder_faults.ts";
export {
  formatBound,
  formatInterval,
  formatMeasured,
  formatNumber,
  formatSeconds,
} from "./format.ts";
export { renderJunit } from "./junit.ts";
export {
  type ClaimReport,
  type ControlReport,
  type ReadingReport,
  type Report,
  REPORT_SCHEMA,
  reportJsonSchema,
  ReportSchema,
} from "./schema.ts";
export { renderLines } from "./lines.ts";
export { renderTable, type TableOptions, timeText } from "./table.ts";
export { type Format, FORMATS, renderJson, writeReports } from "./write.ts";
export { wrap } from "./wrap.ts";
