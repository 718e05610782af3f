import type { ClaimSpec, Criterion } from "../../src/claim/mod.ts";
import {
  measuredReading,
  publishedReading,
  SEEDS,
  SHARED_LEDGER,
  variantReadings,
} from "../_experiments/readings.ts";
import { everyProfile } from "../_experiments/settings.ts";
import registered from "./registered.json" with { type: "json" };
import { ONE_STEP_TOLERANCE, SMALLEST } from "./settings.ts";

const criterion: Criterion = {
  kind: "paired-gain",
  treated: "cosine-first",
  baseline: "cosine-last",
  unit: "1",
  smallestEffect: SMALLEST,
};
const protocols = everyProfile();

/** P1.12. */
export const spec: ClaimSpec = {
  id: "gradient-quality-decay",
  alias: "P1.12",
  version: 1,
  title: "Task vectors turn away from the base's gradient as training goes on",
  statement:
    "The cosine of the task vector after k epochs with the negative gradient at the base falls as k grows, on every task.",
  place: "P1, Section 4; authors' code",
  quantity: {
    name: "cosine of τ^(k) with −∇L(θ_b), at k = 1 less at k = E",
    unit: "1",
    shape: "scalar a task and seed, paired",
  },
  inputs: "tasks",
  readings: [
    measuredReading({
      id: "gradient-at-base",
      statement: "With the gradient over the whole training set at the base (AdamW).",
      criterion,
      protocols,
    }),
    measuredReading({
      id: "accumulated",
      statement:
        "With the gradient accumulated over the mini-batches of the first epoch, as the authors do.",
      criterion,
      protocols,
    }),
    ...variantReadings(criterion),
    publishedReading("accumulated-gradient-cosine", {
      statement:
        "The authors' cosines at 10 % and 100 % of training, with the accumulated gradient.",
      place: "P1, as quoted in the specification",
      criterion,
    }),
  ],
  controls: [
    {
      id: "stretched-vector",
      kind: "negative",
      why: "τ^(k) is k·τ^(1), which has the same direction: nothing falls",
      readings: ["gradient-at-base"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "one-step",
      kind: "positive",
      why: "after one full-batch step of gradient descent the cosine is 1",
      readings: ["gradient-at-base"],
      criterion: {
        kind: "every-trial",
        quantity: "deviation",
        unit: "1",
        atMost: ONE_STEP_TOLERANCE,
      },
      registered: ["supported"],
      protocols,
    },
    {
      id: "rotating-trajectory",
      kind: "positive",
      why:
        "constructed vectors that turn by 6° an epoch: fed to the last step alone, they guard the cosines and their judge, not the training or what it records",
      readings: ["gradient-at-base"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "reference gradient",
      paper: "The gradient accumulated over the first epoch along the trajectory.",
      chosen: "The gradient at the base, which the theory names; the authors' is a reading.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
