/** The claims, in the order of their aliases. */
import type { Claim } from "../src/lab/mod.ts";
import * as errorBound from "./error-bound/mod.ts";
import * as firstEpochEquivalence from "./first-epoch-equivalence/mod.ts";
import * as publishedDeltas from "./published-deltas/mod.ts";
import * as publishedDistinctCells from "./published-distinct-cells/mod.ts";
import * as publishedImpliedExperts from "./published-implied-experts/mod.ts";
import * as publishedNormalisedAccuracy from "./published-normalised-accuracy/mod.ts";
import * as multiEpochGapOrder from "./multi-epoch-gap-order/mod.ts";
import * as secondOrderTerm from "./second-order-term/mod.ts";
import * as taskVectorIsGradient from "./task-vector-is-gradient/mod.ts";

export const claims: readonly Claim[] = [
  firstEpochEquivalence,
  taskVectorIsGradient,
  multiEpochGapOrder,
  secondOrderTerm,
  errorBound,
  publishedNormalisedAccuracy,
  publishedDeltas,
  publishedDistinctCells,
  publishedImpliedExperts,
];
