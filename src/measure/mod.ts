/**
 * Numbers measured on vectors and on per-epoch arrays. Nothing here returns NaN: what cannot be
 * measured is a RangeError that says why, so that it never looks like a result.
 */
export { type AdditionSummary, additionSummary, normalisedAccuracy } from "./addition.ts";
export { type CostRatio, costRatio } from "./cost_ratio.ts";
export {
  type Classes,
  disagreement,
  disentanglementError,
  errorAt,
  type ErrorSurface,
  type PairPredictions,
} from "./disentanglement.ts";
export { type GramStatistics, gramStatistics } from "./gram.ts";
export { linspace } from "./grid.ts";
export { jointPca, type Pca } from "./joint_pca.ts";
export { type Layer, layerNorms, layersOf } from "./layer.ts";
export {
  chooseNegation,
  type MatchedNegation,
  matchedNegation,
  type Negation,
  type NegationCurve,
} from "./negation.ts";
export { gramSchmidt, nearestOrthogonal, singularValues } from "./orthogonal.ts";
export { meanAbsoluteCosine, reachingCoordinates } from "./separation.ts";
export { firstLead, firstShare, shares } from "./shares.ts";
export {
  cosinesWith,
  cosinesWithFirst,
  displacementNorms,
  smallestLaterCosine,
} from "./trajectory.ts";
export { cosine, dot, norm, type Vector, withNorm } from "./vector.ts";
