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

const criterion: Criterion = {
  kind: "one-sided",
  quantity: "share-margin",
  unit: "1",
  side: "above",
  bound: 0,
};
const protocols = everyProfile();

/** P1.7. */
export const spec: ClaimSpec = {
  id: "first-epoch-largest",
  alias: "P1.7",
  version: 1,
  title: "No later epoch has a larger gradient norm than the first",
  statement:
    "Of the gradient norms of all epochs of a fine-tuning the first epoch's is the largest, on every task.",
  place: "P1, Section 4, figure of gradient norms; authors' log",
  quantity: {
    name: "share of the first epoch less the largest share of a later one",
    unit: "1",
    shape: "scalar a task and seed; above 0 where the first epoch is the largest",
  },
  inputs: "tasks",
  readings: [
    measuredReading({
      id: "epoch-mean",
      statement:
        "By the authors' definition: the norm of the whole gradient before each step, averaged over the epoch's mini-batches.",
      criterion,
      protocols,
    }),
    measuredReading({
      id: "displacement",
      statement: "The distance the weights move in an epoch, ‖θ^(e) − θ^(e−1)‖.",
      criterion,
      protocols,
    }),
    ...variantReadings(criterion),
    publishedReading("first-epoch-share", {
      statement: "The authors' own shares, by their definition, one run a task.",
      place: "authors' log of gradient norms",
      criterion,
    }),
  ],
  controls: [
    {
      id: "relabelled-expert",
      kind: "negative",
      why: "training starts at the task's own expert, and labels are permuted from epoch 2 on",
      readings: ["epoch-mean"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "known-shares",
      kind: "positive",
      why:
        "constructed norms whose first epoch has half of the sum: fed to the last step alone, they guard the margin and its judge, not the training or what it records",
      readings: ["epoch-mean"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "warm-up",
      paper: "Not stated.",
      chosen:
        "None. It would be no negative control either: norms of the first steps are taken at weights that have hardly moved.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
