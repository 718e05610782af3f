import type { ClaimSpec, Criterion } from "../../src/claim/mod.ts";
import {
  measuredReading,
  publishedReading,
  SEEDS,
  SHARED_LEDGER,
  variantReadings,
} from "../_experiments/readings.ts";
import { COMPARED_EPOCHS, everyProfile } from "../_experiments/settings.ts";
import registered from "./registered.json" with { type: "json" };

const criterion: Criterion = {
  kind: "one-sided",
  quantity: "smallest-cosine",
  unit: "1",
  side: "above",
  bound: 0.8,
};
const protocols = everyProfile();
/** Later epochs are not looked at, and at a constant rate do not change the earlier ones. */
const short = { epochs: COMPARED_EPOCHS };
const sgd = {
  ...everyProfile({ optimiser: "sgd", ...short }),
  nightly: everyProfile({ optimiser: "sgd" }).nightly,
};

/** P1.8. */
export const spec: ClaimSpec = {
  id: "gradient-cosine",
  alias: "P1.8",
  version: 1,
  title: "Later gradients keep the direction of the first epoch's",
  statement:
    "The gradients of epochs 2 to 5 keep a cosine above .8 with the gradient of epoch 1, on every task.",
  place: "P1, Section 4, figure of gradient cosines; authors' script of 2024",
  quantity: {
    name: "smallest cosine of the gradients of epochs 2 to 5 with that of epoch 1, over the tasks",
    unit: "1",
    shape: "scalar a seed",
  },
  inputs: "suite",
  readings: [
    measuredReading({
      id: "epoch-sum",
      statement:
        "The gradient of an epoch is the sum of its mini-batch gradients along the trajectory (AdamW).",
      criterion,
      protocols,
    }),
    measuredReading({
      id: "full-gradient",
      statement: "The gradient over the whole training set, at the epoch's end (AdamW).",
      criterion,
      protocols,
    }),
    measuredReading({
      id: "gd",
      statement: "Full-batch gradient descent, for which an epoch is one step: the theory's case.",
      criterion,
      protocols: everyProfile({ optimiser: "gd", ...short }),
    }),
    measuredReading({
      id: "sgd",
      statement: "With plain SGD in place of AdamW.",
      criterion,
      protocols: sgd,
    }),
    ...variantReadings(criterion, { except: ["sgd"] }),
    publishedReading("gradient-cosine", {
      statement:
        "What is quoted of the authors' AdamW heat maps: the smallest of three cosines of EuroSAT, and of DTD the largest, which its smallest does not exceed.",
      place: "authors' AdamW heat maps of 2025",
      criterion,
    }),
  ],
  controls: [
    {
      id: "another-task",
      kind: "negative",
      why: "the gradients of epochs 2 to 5 are those of the next task",
      readings: ["epoch-sum"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "permuted-coordinates",
      kind: "negative",
      why: "the coordinates of the gradients of epochs 2 to 5 are permuted",
      readings: ["epoch-sum"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "no-training",
      kind: "positive",
      why: "learning rate 0: every epoch has the same gradient",
      readings: ["epoch-sum"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "published cosines",
      paper:
        "The claim is from the runs of 2024. The authors' AdamW heat maps of 2025 show about 0 (EuroSAT −.24, .03, .03; DTD up to .40).",
      chosen:
        "Two tasks of them are a reading, `published`. Which epochs the quoted cosines compare is not known to us: they are judged as if of epochs 2 to 5.",
    },
    {
      topic: "controls",
      paper: "None.",
      chosen: "Reshuffled labels are no negative control: cosines stay at .82 to .97.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
