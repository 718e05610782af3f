/** The claims, in the order of their aliases. */
import type { Claim } from "../src/lab/mod.ts";
import * as firstEpochNormShare from "./first-epoch-norm-share/mod.ts";
import * as firstEpochLargest from "./first-epoch-largest/mod.ts";
import * as gradientCosine from "./gradient-cosine/mod.ts";
import * as oneEpochMergeParity from "./one-epoch-merge-parity/mod.ts";
import * as iterativeMerging from "./iterative-merging/mod.ts";
import * as expertiseIsNotMergeability from "./expertise-is-not-mergeability/mod.ts";
import * as gradientQualityDecay from "./gradient-quality-decay/mod.ts";
import * as errorBound from "./error-bound/mod.ts";
import * as firstEpochEquivalence from "./first-epoch-equivalence/mod.ts";
import * as publishedDeltas from "./published-deltas/mod.ts";
import * as publishedDistinctCells from "./published-distinct-cells/mod.ts";
import * as publishedImpliedExperts from "./published-implied-experts/mod.ts";
import * as publishedNormalisedAccuracy from "./published-normalised-accuracy/mod.ts";
import * as orthoregCost from "./orthoreg-cost/mod.ts";
import * as orthoregNegationGains from "./orthoreg-negation-gains/mod.ts";
import * as multiEpochGapOrder from "./multi-epoch-gap-order/mod.ts";
import * as secondOrderTerm from "./second-order-term/mod.ts";
import * as columnOrthogonalityOfTheBase from "./column-orthogonality-of-the-base/mod.ts";
import * as normControl from "./norm-control/mod.ts";
import * as orthoregAdditionGains from "./orthoreg-addition-gains/mod.ts";
import * as orthoregDisentangles from "./orthoreg-disentangles/mod.ts";
import * as orthoregOrthogonalisesUpdates from "./orthoreg-orthogonalises-updates/mod.ts";
import * as orthoregSeparatesTaskVectors from "./orthoreg-separates-task-vectors/mod.ts";
import * as specialisationGivesBlockOrthogonality from "./specialisation-gives-block-orthogonality/mod.ts";
import * as specialisationGivesDisentanglement from "./specialisation-gives-disentanglement/mod.ts";
import * as taskVectorIsGradient from "./task-vector-is-gradient/mod.ts";

export const claims: readonly Claim[] = [
  firstEpochEquivalence,
  taskVectorIsGradient,
  multiEpochGapOrder,
  secondOrderTerm,
  errorBound,
  firstEpochNormShare,
  firstEpochLargest,
  gradientCosine,
  oneEpochMergeParity,
  iterativeMerging,
  expertiseIsNotMergeability,
  gradientQualityDecay,
  specialisationGivesDisentanglement,
  specialisationGivesBlockOrthogonality,
  columnOrthogonalityOfTheBase,
  normControl,
  orthoregOrthogonalisesUpdates,
  orthoregSeparatesTaskVectors,
  orthoregDisentangles,
  orthoregAdditionGains,
  orthoregNegationGains,
  orthoregCost,
  publishedNormalisedAccuracy,
  publishedDeltas,
  publishedDistinctCells,
  publishedImpliedExperts,
];
