import type { ClaimSpec, Criterion } from "../../src/claim/mod.ts";
import {
  measuredReading,
  SEEDS,
  SHARED_LEDGER,
  variantReadings,
} from "../_experiments/readings.ts";
import { everyProfile } from "../_experiments/settings.ts";
import registered from "./registered.json" with { type: "json" };
import { SMALLEST } from "./settings.ts";

const criterion: Criterion = {
  kind: "paired-gain",
  treated: "expert-gain",
  baseline: "merge-gain",
  unit: "points",
  smallestEffect: SMALLEST,
};
const protocols = everyProfile();

/** P1.11. */
export const spec: ClaimSpec = {
  id: "expertise-is-not-mergeability",
  alias: "P1.11",
  version: 1,
  title: "Experts gain more from training on than their merge does",
  statement:
    "From one epoch to convergence the experts' mean test accuracy rises by more than that of their merge.",
  place: "P1, Section 5",
  quantity: {
    name: "gain of the experts' mean accuracy less gain of the merge's, one epoch to convergence",
    unit: "points",
    shape: "scalar a seed, paired; task arithmetic at α = 1/T",
  },
  inputs: "suite",
  readings: [
    measuredReading({
      id: "task-arithmetic",
      statement: "Merged by task arithmetic at α = 1/T (AdamW).",
      criterion,
      protocols,
    }),
    ...variantReadings(criterion),
  ],
  controls: [
    {
      id: "single-task",
      kind: "negative",
      why: "T = 1 and α = 1: the merge is the expert, and the difference exactly 0",
      readings: ["task-arithmetic"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "known-gains",
      kind: "positive",
      why:
        "constructed accuracies with gains of 10 and at most 4 points: fed to the last step alone, they guard the difference and its judge, not training, merging or evaluation",
      readings: ["task-arithmetic"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "ceiling",
      paper: "Not discussed.",
      chosen:
        "Gains are in points, not in shares of what is left to gain: an expert near 100 % can gain little.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
