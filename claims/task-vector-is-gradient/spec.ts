import type { ClaimSpec } from "../../src/claim/mod.ts";
import { ALL, byProfile } from "../_theory/design.ts";
import registered from "./registered.json" with { type: "json" };
import { COORDINATES, STEP_SIZE } from "./settings.ts";

const protocols = byProfile(ALL);
const diagonal = { ...protocols, default: protocols.smoke, nightly: protocols.default };
const criterion = {
  kind: "every-trial",
  quantity: "scaled-gap",
  unit: "allowance",
  atMost: 1,
} as const;
const readings = ["device", "float64"];
const negative = {
  kind: "negative",
  readings,
  power: { quantity: "predicted-scaled-gap", atLeast: 10 },
  registered: ["refuted"],
  protocols: diagonal,
} as const;

/** P1.2. */
export const spec: ClaimSpec = {
  id: "task-vector-is-gradient",
  alias: "P1.2",
  version: 1,
  title: "A one-epoch task vector is the negative gradient times the step size",
  statement:
    "τ_t^(1) = −η ∇L_t(θ_b): what one full-batch step adds to the weights is the gradient of the task's own loss at the base.",
  place: "P1, Theorem 1, first part; Section 3",
  quantity: {
    name:
      "scaled gap: max over tasks and coordinates of |τ_t,i + η g_t,i| / (K·u(|θ_b,i| + η|g_t,i|) + η·gradient rounding)",
    unit: "allowance",
    shape: "scalar a cell; supported when at most 1 in every trial; K = 11",
  },
  readings: [
    {
      id: "device",
      statement: "The device's float32 task vector against the float64 reference's gradient.",
      arithmetic: "device",
      criterion,
      protocols,
    },
    {
      id: "float64",
      statement:
        "The reference's task vector (reverse mode) against forward-mode derivatives, which share no arithmetic with it.",
      arithmetic: "float64",
      criterion,
      protocols,
    },
  ],
  controls: [
    {
      ...negative,
      id: "another-task",
      why: "the gradient of the next task in place of the task's own",
    },
    {
      ...negative,
      id: "moved-gradient",
      why: "the gradient at θ_t^(1), after the step, in place of the gradient at the base",
    },
    {
      id: "linear-regression",
      kind: "positive",
      why: "linear regression, whose gradient is written out in closed form",
      readings,
      registered: ["supported"],
      protocols: diagonal,
    },
  ],
  ledger: [
    {
      topic: "step size",
      paper: "η not fixed.",
      chosen: `η = ${STEP_SIZE}.`,
    },
    {
      topic: "float64 reading",
      paper: "Not applicable.",
      chosen:
        `Forward mode costs a pass a coordinate: ${COORDINATES} coordinates, drawn per seed, are compared. Twice the reverse mode's error bound is allowed, for both are rounded.`,
    },
    {
      topic: "ReLU kinks",
      paper: "Not mentioned.",
      chosen: "As in P1.1: sample positions within rounding of a kink are dropped from every task.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: { smoke: 2, default: 5, nightly: 8 },
};
