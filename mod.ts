/**
 * Taskproof: the claims of papers on task arithmetic as specifications that run.
 *
 * @module
 */
export * from "./src/claim/mod.ts";
export * from "./src/stats/mod.ts";
export * from "./src/reference/mod.ts";
export * from "./src/random/mod.ts";
export * from "./src/data/mod.ts";
export * from "./src/engine/mod.ts";
export * from "./src/model/mod.ts";
export * from "./src/train/mod.ts";
export * from "./src/merge/mod.ts";
export {
  additionSummary,
  chooseNegation,
  cosine,
  cosinesWith,
  cosinesWithFirst,
  costRatio,
  disagreement,
  disentanglementError,
  displacementNorms,
  errorAt,
  firstLead,
  firstShare,
  gramSchmidt,
  gramStatistics,
  jointPca,
  layersOf,
  linspace,
  matchedNegation,
  meanAbsoluteCosine,
  nearestOrthogonal,
  normalisedAccuracy,
  reachingCoordinates,
  shares,
  singularValues,
  smallestLaterCosine,
  withNorm,
} from "./src/measure/mod.ts";
export * from "./src/drift/mod.ts";
export * from "./src/lab/mod.ts";
export * from "./src/report/mod.ts";
