export * from "./arithmetic.ts";
export * from "./device.ts";
export * from "./float64.ts";
export type {
  FineTuning,
  FineTuningRecipe,
  LabelledSet,
  Optimiser,
  Recording,
  Schedule,
  Trajectory,
} from "./fine_tuning.ts";
