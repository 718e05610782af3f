/** Merging: several task vectors become one, θ = θ_b + α · merge(vectors, method). */
export { iterate, type IterativeMerging } from "./iterate.ts";
export { merge } from "./merge.ts";
export type {
  Breadcrumbs,
  Consensus,
  Dare,
  IsoC,
  MergeMethod,
  TaskSingularVectors,
  Ties,
  Vector,
  WeightMatrix,
} from "./method.ts";
export { breadcrumbsFromWrongEnd, breadcrumbsInverted, dareOfFirst, tiesOfFirst } from "./slips.ts";
export { tallMask } from "./tall_mask.ts";
export { type TunedScaling, tuneScaling } from "./tune_scaling.ts";
