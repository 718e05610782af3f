/** Reports: what a run found, as text and in every format that a reviewer or a CI job reads. */
export { type AnnotationOptions, annotationsReporter, renderAnnotations } from "./annotations.ts";
export { type Badge, badgesReporter, renderBadges } from "./badges.ts";
export { baselineDifference } from "./baseline_difference.ts";
export { collect } from "./collect.ts";
export { NewerReportError, reportFaults } from "./compare.ts";
export { criterionText, powerText } from "./criterion_text.ts";
export { CRATE_NAME, type CrateFile, renderCrate } from "./crate.ts";
export { crateReporter } from "./crate_file.ts";
export { renderCsv } from "./csv.ts";
export { renderCtrf } from "./ctrf.ts";
export { failingLines } from "./drift_lines.ts";
export { findingText } from "./drift.ts";
export { FanOut } from "./fan_out.ts";
export { fileReporter, type Format, FORMATS, writeWhole } from "./formats.ts";
export { compareFolder, type Due, type FolderComparison, strayReports } from "./folder_faults.ts";
export {
  formatBound,
  formatInterval,
  formatMeasured,
  formatNumber,
  formatSeconds,
} from "./format.ts";
export { renderHtml } from "./html/mod.ts";
export { renderJson } from "./json.ts";
export { renderJunit } from "./junit.ts";
export {
  type ClaimReport,
  type ControlReport,
  type Finding,
  type ReadingReport,
  type Report,
  REPORT_SCHEMA,
  reportJsonSchema,
  ReportSchema,
} from "./schema.ts";
export { type Paper, PAPERS } from "./papers.ts";
export type { Outcome, Reporter } from "./reporter.ts";
export { renderLines } from "./lines.ts";
export { jobSummaryReporter, renderSummary } from "./summary.ts";
export { renderTable, type TableOptions, timeText } from "./table.ts";
export { inert, visible, visibleLine } from "./visible.ts";
export { wrap } from "./wrap.ts";
