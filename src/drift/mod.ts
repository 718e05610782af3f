/** Drift: how a run differs from an earlier one, the baseline. Pure. */
export {
  type Baseline,
  BASELINE_SCHEMA,
  BaselineError,
  baselineFile,
  BaselineSchema,
  parseBaseline,
  renderBaseline,
  secondsByCell,
} from "./baseline.ts";
export { armsInDoubt, compareRuns, firstFreshSeed } from "./compare.ts";
export {
  type Comparison,
  ComparisonSchema,
  type DriftFinding,
  DriftFindingSchema,
  driftStatus,
  findingKey,
  isBitwise,
} from "./finding.ts";
export { HISTORY_SCHEMA, type HistoryEntry, historyLine, parseHistory, recall } from "./history.ts";
export {
  armName,
  type Measured,
  type MeasuredArm,
  type MeasuredPart,
  MeasuredSchema,
} from "./measured.ts";
