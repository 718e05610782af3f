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
import { READINGS } from "./settings.ts";

const criterion: Criterion = {
  kind: "range",
  quantity: "share",
  unit: "1",
  within: [0.3, 0.7],
};
const protocols = everyProfile();

/** P1.6. */
export const spec: ClaimSpec = {
  id: "first-epoch-norm-share",
  alias: "P1.6",
  version: 1,
  title: "The first epoch gives .3 to .7 of the gradient norm",
  statement:
    "Of the gradient norms of all epochs of a fine-tuning, summed, the first epoch's is .3 to .7, on every task.",
  place: "P1, Section 4, figure of gradient norms; authors' log",
  quantity: {
    name: "share of the first epoch in the norms summed over all E epochs",
    unit: "1",
    shape:
      "scalar a task and seed; its natural size is 1/E, so E and steps an epoch stand beside it",
  },
  inputs: "tasks",
  readings: [
    ...Object.entries(READINGS).map(([id, { statement }]) =>
      measuredReading({ id, statement, criterion, protocols })
    ),
    ...variantReadings(criterion),
    publishedReading("first-epoch-share", {
      statement: "The authors' own shares, by their definition, one run a task.",
      place: "authors' log of gradient norms",
      criterion,
    }),
    publishedReading("first-epoch-share", {
      id: "published-first-five",
      statement: "The same, divided by the sum over the first five epochs (SVHN: all of its four).",
      place: "authors' log of gradient norms",
      criterion: { ...criterion, quantity: "share-of-five" },
    }),
  ],
  controls: [
    {
      id: "no-training",
      kind: "negative",
      why: "learning rate 0 for five epochs: all epochs are alike, and the share is 1/5",
      readings: ["epoch-mean"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "known-shares",
      kind: "positive",
      why:
        "constructed norms whose first epoch has half of the sum: fed to the last step alone, they guard the share and its judge, not the training or what it records",
      readings: ["epoch-mean"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "definition",
      paper:
        "Shares of the gradient norm by epoch; the authors' notebook averages mini-batch norms.",
      chosen: "The notebook's; three other definitions are readings.",
    },
    {
      topic: "number of epochs",
      paper: "4 to 76, until each task's convergence.",
      chosen:
        "Ten for every task. A share divided by E epochs has natural size 1/E, so this choice moves the verdict; it was made on the experts' plateau.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
