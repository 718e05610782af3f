import type { ClaimSpec, EveryTrial, Profile, Protocol } from "../../src/claim/mod.ts";
import type { Shape } from "../_matrices/matrix.ts";
import { everyProfile, type Profiles } from "../_profiles.ts";
import registered from "./registered.json" with { type: "json" };
import {
  ALLOWANCE,
  CROSS_SIZE,
  EXACT_SHAPES,
  FEW_SHAPES,
  MANY_SHAPES,
  NUMBER_OF_DRAWS,
  PAIRS,
  SEARCH_STEPS,
  SHAPES,
  SMALL_COSINE,
  SMALLEST_EFFECT,
  STIEFEL_SHAPES,
  TRIALS,
} from "./settings.ts";
import { FAMILIES } from "./updates.ts";

const atMostOne: EveryTrial = {
  kind: "every-trial",
  quantity: "tightness",
  unit: "bound",
  atMost: 1 + ALLOWANCE,
};
const shaped = (shapes: readonly Shape[]): readonly Protocol[] =>
  shapes.map((shape) => ({ id: `${shape.rows}x${shape.columns}`, settings: { ...shape } }));
/** A part a shape and draw. */
const drawn = (shapes: readonly Shape[], profile: Profile): readonly Protocol[] =>
  shaped(shapes).flatMap(({ id, settings }) =>
    Array.from({ length: NUMBER_OF_DRAWS[profile] }, (_, draw) => ({
      id: `${id}-${draw}`,
      settings: { ...settings, draw },
    }))
  );
const pair = (id: string): Profiles => everyProfile([{ id, settings: { pair: id } }]);

/** P2.4. */
export const spec: ClaimSpec = {
  id: "norm-control",
  alias: "P2.4",
  version: 1,
  title: "Column orthogonality of an update bounds its norm",
  statement: "‖ΔWᵀΔW − I‖_F² ≤ ξ implies ‖ΔW‖_F² ≤ d + √(dξ), for every ΔW of d columns.",
  place: "P2, Proposition 3",
  quantity: {
    name: "tightness: ‖ΔW‖_F² divided by its bound, with the least ξ that the update allows",
    unit: "bound",
    shape: "scalar a cell, the worst of its updates; no counter-example when at most 1 everywhere",
  },
  readings: [
    {
      id: "norm-bound",
      statement: `The bound as stated, on ${TRIALS} updates of each of ${
        Object.keys(FAMILIES).length
      } families of spectra and the tightest that a search of ${SEARCH_STEPS} steps finds, for every shape and draw.`,
      arithmetic: "float64",
      constructed: true,
      criterion: atMostOne,
      protocols: {
        smoke: drawn(FEW_SHAPES, "smoke"),
        default: drawn(SHAPES, "default"),
        nightly: drawn(MANY_SHAPES, "nightly"),
      },
    },
    {
      id: "internal-implies-cross",
      statement:
        `Internal orthogonality, ΔWᵀΔW = I of each of two updates, implies a small cosine between them: no more than three standard deviations of two random directions, on ΔW_t = ΔW_j = I of order ${CROSS_SIZE}.`,
      arithmetic: "float64",
      constructed: true,
      criterion: { kind: "every-trial", quantity: "cosine", unit: "1", atMost: SMALL_COSINE },
      protocols: pair("same"),
    },
    {
      id: "stiefel-concentration",
      statement:
        `Two uniform samples of the Stiefel manifold (ΔWᵀΔW = I) are nearer to a right angle than two random directions: the variance of their cosine is smaller, ${PAIRS} pairs a seed.`,
      arithmetic: "float64",
      drawn: true,
      criterion: {
        kind: "paired-gain",
        treated: "random-variance",
        baseline: "stiefel-variance",
        unit: "1/(md)",
        smallestEffect: SMALLEST_EFFECT,
      },
      protocols: everyProfile(shaped(STIEFEL_SHAPES)),
    },
  ],
  controls: [
    {
      id: "root-left-out",
      kind: "negative",
      why: "the bound d + dξ, which is smaller where dξ < 1: the same search must find that",
      readings: ["norm-bound"],
      criterion: { ...atMostOne, quantity: "tightness-by-search" },
      registered: ["refuted"],
      protocols: everyProfile(drawn(FEW_SHAPES.slice(0, 2), "smoke")),
    },
    {
      id: "equality",
      kind: "positive",
      why:
        "columns of a Hadamard matrix times 1.5: the Gram matrix is 2.25·I to the bit and the bound is met",
      readings: ["norm-bound"],
      power: { quantity: "tightness", atLeast: 1 - ALLOWANCE },
      registered: ["supported"],
      protocols: everyProfile(drawn(EXACT_SHAPES, "smoke")),
    },
    {
      id: "quarter-turns",
      kind: "positive",
      why: "I and a quarter turn of it: both orthogonal, and their cosine is 0",
      readings: ["internal-implies-cross"],
      registered: ["supported"],
      protocols: pair("quarter-turns"),
    },
    {
      id: "twice-the-rows",
      kind: "positive",
      why:
        "Stiefel samples of twice the rows against random directions of the shape: half the variance",
      readings: ["stiefel-concentration"],
      registered: ["supported"],
      protocols: everyProfile(shaped(STIEFEL_SHAPES.slice(0, 1))),
    },
  ],
  ledger: [
    {
      topic: "ξ",
      paper: "Any bound on ‖ΔWᵀΔW − I‖_F².",
      chosen: "Its value, which makes the bound as small as the premise allows.",
    },
    {
      topic: "rounding",
      paper: "Not applicable.",
      chosen: `The bound may be exceeded by ${
        ALLOWANCE.toExponential(1)
      } of itself, derived from the number of operations of the largest shape.`,
    },
    {
      topic: "small cosine",
      paper: "Does not say how small.",
      chosen: `${SMALL_COSINE}, three standard deviations of two random directions of that size.`,
    },
    {
      topic: "concentration",
      paper: "Orthogonal updates are said to be nearer to a right angle than arbitrary ones.",
      chosen:
        `Compared with random directions in R^(md), the same Gaussian matrices before they are made orthonormal. Derived: both variances are 1/(md), as E tr(Q₁ᵀQ₂)² = d/m. Less than ${SMALLEST_EFFECT} of it is taken for no difference.`,
    },
    {
      topic: "universality",
      paper: "For every update.",
      chosen:
        "No counter-example in n trials; the tightness says how near one came. The worst update of a draw often meets the bound to the last bit, so that seeds which agree would say nothing: each draw is a part of its own.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: { smoke: 5, default: 8, nightly: 20 },
};
