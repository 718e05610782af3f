export * from "./arithmetic.ts";
export * from "./device.ts";
export {
  evaluate,
  type EvaluatedNetwork,
  type Evaluation,
  type EvaluationSet,
  type Evaluator,
  openEvaluator,
} from "./evaluate.ts";
export * from "./fine_tune.ts";
export type {
  FineTuning,
  FineTuningRecipe,
  LabelledSet,
  LowRankTuning,
  Optimiser,
  Recording,
  Schedule,
  Trajectory,
  Tuning,
} from "./fine_tuning.ts";
export * from "./float64.ts";
export { fullGradient } from "./full_gradient.ts";
export { expandLowRank, lowRankStart } from "./low_rank.ts";
export * from "./network.ts";
export * from "./optimiser.ts";
export * from "./pretrain.ts";
export { openRegulariser } from "./regularise.ts";
export * from "./regulariser.ts";
