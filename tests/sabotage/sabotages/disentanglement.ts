import { error, type Sabotage, thrown } from "../_sabotage.ts";

/** What the claims P2.1 to P2.4 must see. */
export const DISENTANGLEMENT: readonly Sabotage[] = [
  {
    name: "disentanglement is measured against itself",
    claim: "P2.1",
    patches: [{
      file: "claims/_specialisation/leak.ts",
      find: "sum([1, at(all)], [-1, alone])",
      replace: "sum([1, at(own)], [-1, alone])",
    }],
    readings: { "linearised": error, "weight-decay": error },
    controls: { "overlapping-columns@linearised": "supported" },
    status: 4,
  },
  {
    name: "columns overlap where they are to be disjoint",
    claim: "P2.1",
    patches: [{
      file: "claims/_specialisation/construct.ts",
      find: 'const isActive = columns === "overlapping" || ',
      replace: 'const isActive = columns !== "overlapping" || ',
    }],
    readings: { "linearised": thrown, "weight-decay": thrown },
    controls: { "overlapping-columns@linearised": thrown },
    status: 4,
  },
  {
    name: "the covariance of the inputs is not looked at",
    claim: "P2.2",
    patches: [{
      file: "claims/specialisation-gives-block-orthogonality/premises.ts",
      find: "whitened: largest(covariance.flatMap(",
      replace: "whitened: 0 * largest(covariance.flatMap(",
    }],
    readings: { "block-orthogonality": error, "plus-decorrelated-features": error },
    controls: { "not-whitened@plus-decorrelated-features": thrown },
    status: 4,
  },
  {
    name: "the null model is the base's own columns",
    claim: "P2.3",
    patches: [{
      file: "claims/column-orthogonality-of-the-base/measure.ts",
      find: 'columnAngles(gaussian(random("null"), shapeOf(settings)))',
      replace: "columnAngles(columns)",
    }],
    readings: { "peak": "inconclusive:no-power", "beyond-null": "error:not-replicated" },
    controls: { "orthogonal@beyond-null": "inconclusive:interval-straddles-bound" },
    status: 4,
  },
  {
    name: "every update has the Gram matrix I",
    claim: "P2.4",
    patches: [{
      file: "claims/norm-control/bound.ts",
      find: "const gram = gramOf(update);",
      replace: "const gram = identity({ rows: update.columns, columns: update.columns });",
    }],
    // The search then climbs without end.
    readings: { "norm-bound": "error:not-finite", "internal-implies-cross": error },
    controls: { "equality@norm-bound": "refuted" },
    status: 4,
  },
  {
    name: "samples of the Stiefel manifold are not made orthonormal",
    claim: "P2.4",
    patches: [{
      file: "claims/norm-control/cosines.ts",
      find: "[orthonormalised(a), orthonormalised(b)]",
      replace: "[a, b]",
    }],
    readings: { "stiefel-concentration": thrown },
    status: 4,
  },
];
