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
export { armsInDoubt, compare, firstFreshSeed } from "./compare.ts";
export {
  type Comparison,
  ComparisonSchema,
  type DriftFinding,
  DriftFindingSchema,
  driftStatus,
  findingKey,
} from "./finding.ts";
export { HISTORY_SCHEMA, type HistoryEntry, historyLine, parseHistory, recall } from "./history.ts";
export {
  type Measured,
  type MeasuredArm,
  type MeasuredPart,
  MeasuredSchema,
  nameOf,
} from "./measured.ts";
