import type { ClaimSpec, EveryTrial } from "../../src/claim/mod.ts";
import { everyProfile } from "../_profiles.ts";
import registered from "./registered.json" with { type: "json" };
import { ROUNDING } from "./settings.ts";

const criterion: EveryTrial = {
  kind: "every-trial",
  quantity: "absolute-cosine",
  unit: "1",
  atMost: ROUNDING,
};
const only = (id: string) => everyProfile([{ id, settings: {} }]);

/** P2.2. */
export const spec: ClaimSpec = {
  id: "specialisation-gives-block-orthogonality",
  alias: "P2.2",
  version: 1,
  title: "Specialised features of whitened inputs have orthogonal weights across tasks",
  statement:
    "Task-feature specialisation and inputs of mean 0 and covariance I imply ⟨w_k, w_l⟩ = 0 for features k, l of different tasks.",
  place: "P2, Corollary 1",
  quantity: {
    name:
      "|cos(w_k, w_l)| of two features of different tasks, where the premises were seen to hold",
    unit: "1",
    shape: "scalar a layer; no counter-example when within rounding of 0 everywhere",
  },
  readings: [
    {
      id: "block-orthogonality",
      statement:
        "As stated, on x = (x₁, x₂, s), x₁, x₂ ~ U[−√3, √3], s = ±1 the task, w₁ = (1, 0, 2), w₂ = (0, 1, −2), f = Σ relu(w_k·x).",
      arithmetic: "float64",
      constructed: true,
      criterion,
      protocols: only("opposed-signs"),
    },
    {
      id: "plus-decorrelated-features",
      statement:
        "With the step that the proof uses as a premise of its own, Cov(z_k, z_l) = 0 for z = wᵀx: then ⟨w_k, w_l⟩ = w_kᵀΣw_l = 0.",
      place: "P2, proof of Corollary 1",
      arithmetic: "float64",
      drawn: true,
      criterion,
      protocols: only("two-signs"),
    },
  ],
  controls: [
    {
      id: "not-whitened",
      kind: "negative",
      why:
        "the same features of inputs with a coordinate twice as large: all premises but Σ = I are met",
      readings: ["plus-decorrelated-features"],
      registered: ["refuted"],
      protocols: only("two-signs"),
    },
    {
      id: "decorrelated",
      kind: "positive",
      why: "a layer that also meets the premise which the statement leaves out",
      readings: ["block-orthogonality"],
      registered: ["supported"],
      protocols: only("two-signs"),
    },
  ],
  ledger: [
    {
      topic: "premises",
      paper: "Task-feature specialisation; inputs of mean 0 and covariance I.",
      chosen:
        "Seen to hold in every cell, to the bit: moments by a quadrature that is exact to the third degree, sensitivities from the range of each feature, which for given signs lies on one side of its kink. A layer that does not meet them is an error, and so is a control that does not break its own.",
    },
    {
      topic: "decorrelation",
      paper: "The proof takes specialised features for uncorrelated.",
      chosen:
        "Not a consequence: two features of mean 0 that are positive on their own task and not on the other have z₁z₂ ≤ 0 everywhere, hence a negative covariance. A reading makes it a premise.",
    },
    {
      topic: "arithmetic",
      paper: "Not applicable.",
      chosen:
        "All weights and turns are dyadic, so that sums are exact; for the rest 8 roundings are allowed.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: { smoke: 2, default: 20, nightly: 100 },
};
