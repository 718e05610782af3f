import type { ClaimSpec, PairedGain, Profile, Protocol } from "../../src/claim/mod.ts";
import {
  measuredReading,
  publishedReading,
  SEEDS,
  SHARED_LEDGER,
} from "../_experiments/readings.ts";
import {
  everyProfile,
  type ExperimentSettings,
  extend,
  nightlyOnly,
} from "../_experiments/settings.ts";
import registered from "./registered.json" with { type: "json" };
import {
  CONTROL_EPOCHS,
  type IterativeSettings,
  SAME_LOSS,
  SMALLEST_ACCURACY,
  SMALLEST_LOSS,
} from "./settings.ts";

const loss: PairedGain = {
  kind: "paired-gain",
  treated: "one-shot-loss",
  baseline: "iterative-loss",
  unit: "nats",
  smallestEffect: SMALLEST_LOSS,
};
const accuracy: PairedGain = {
  kind: "paired-gain",
  treated: "iterative-accuracy",
  baseline: "one-shot-accuracy",
  unit: "points",
  smallestEffect: SMALLEST_ACCURACY,
};

type Profiles = Readonly<Record<Profile, readonly Protocol<ExperimentSettings>[]>>;

/** So many rounds of a training's epochs, or rounds of so many epochs. */
function inRounds(profiles: Profiles, epochsPerRound: (epochs: number) => readonly number[]) {
  return extend<ExperimentSettings, IterativeSettings>(
    profiles,
    ({ id, settings }) =>
      epochsPerRound(settings.epochs).map((each) => ({
        id: `${settings.epochs / each}x${each}-${id}`,
        settings: { ...settings, rounds: settings.epochs / each, epochsPerRound: each },
      })),
  );
}

const single = () => [1];
const protocols = inRounds(everyProfile(), single);

/** So many rounds of so many epochs, whatever the training's own number. */
function rounds(rounds: number, epochsPerRound: number) {
  return extend<ExperimentSettings, IterativeSettings>(everyProfile(), ({ id, settings }) => [{
    id: `${rounds}x${epochsPerRound}-${id}`,
    settings: { ...settings, rounds, epochsPerRound },
  }]);
}

/** P1.10. */
export const spec: ClaimSpec = {
  id: "iterative-merging",
  alias: "P1.10",
  version: 1,
  title: "Tuning and averaging again and again beats merging once",
  statement:
    "Repeating one epoch of fine-tuning and averaging reaches a lower mean test loss than merging once after the same number of epochs.",
  place: "P1, Section 5; Alternating Tuning and Merging, arXiv 2411.03055",
  quantity: {
    name: "mean test loss of the merge, once less repeatedly; accuracy as a reading",
    unit: "nats",
    shape: "scalar a seed, paired",
  },
  inputs: "suite",
  readings: [
    measuredReading({
      id: "loss",
      statement: "E rounds of one epoch against one round of E, by mean test loss (deciding).",
      criterion: loss,
      protocols,
    }),
    measuredReading({
      id: "accuracy",
      statement: "The same by mean test accuracy.",
      criterion: accuracy,
      protocols,
    }),
    measuredReading({
      id: "fewer-rounds",
      statement: "Two rounds of five epochs and five of two, each against one of ten.",
      criterion: loss,
      protocols: inRounds(nightlyOnly({}), () => [5, 2]),
    }),
    measuredReading({
      id: "sgd",
      statement: "With plain SGD in place of AdamW.",
      criterion: loss,
      protocols: inRounds(nightlyOnly({ optimiser: "sgd" }), single),
    }),
    measuredReading({
      id: "varied-base",
      statement: "With a base pretrained anew for every seed.",
      criterion: loss,
      protocols: inRounds(nightlyOnly({ base: "varied" }), single),
    }),
    publishedReading("equal-budget", {
      statement: "The authors' accuracies at ten epochs in all; losses are not published.",
      place: "P1, table of orders and epochs",
      criterion: accuracy,
    }),
    publishedReading("orders", {
      id: "published-orders",
      statement:
        "The authors' accuracies after 2, 5, 10 and 30 orders of one epoch, against the merge of their converged vectors: budgets are not equal, for merging once after so many epochs is published for ten alone.",
      place: "P1, table of orders",
      criterion: accuracy,
    }),
  ],
  controls: [
    {
      id: "flipped",
      kind: "negative",
      why: "two rounds in which every task vector has its sign flipped",
      readings: ["loss"],
      registered: ["refuted"],
      protocols: rounds(CONTROL_EPOCHS, 1),
    },
    {
      id: "one-round",
      kind: "positive",
      why:
        "one round of two epochs, trained in the order of the merge once after two, must have its loss; at the base the loss must be the mean of what every task's training recorded",
      readings: ["loss"],
      criterion: { kind: "every-trial", quantity: "difference", unit: "nats", atMost: SAME_LOSS },
      registered: ["supported"],
      protocols: rounds(1, CONTROL_EPOCHS),
    },
    {
      id: "convex-tasks",
      kind: "positive",
      why:
        "quadratic tasks that disagree on curvature: descents that are merged often follow the joint loss, the mean of the minima does not",
      readings: ["loss"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "name",
      paper: "Alternating tuning and merging.",
      chosen: "With plain averaging this is federated averaging (FedAvg) with one local epoch.",
    },
    {
      topic: "optimiser state",
      paper: "Not stated.",
      chosen: "Reset at every round; α = 1/T in each.",
    },
    {
      topic: "plot",
      paper: "Two principal components of the merges.",
      chosen:
        "PCA fitted jointly on base, one-shot merges and iterates: facts `pca-x`, `pca-y`, in this order.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
