/**
 * Numbers measured on vectors and on per-epoch arrays. Nothing here returns NaN: what cannot be
 * measured is a RangeError that says why, so that it never looks like a result.
 */
export { jointPca, type Pca } from "./joint_pca.ts";
export { firstLead, firstShare, shares } from "./shares.ts";
export {
  cosinesWith,
  cosinesWithFirst,
  displacementNorms,
  smallestLaterCosine,
} from "./trajectory.ts";
export { cosine, dot, norm, type Vector } from "./vector.ts";
