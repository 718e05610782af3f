import type { ClaimSpec, PairedGain } from "../../src/claim/mod.ts";
import { measuredReading, SEEDS } from "../_experiments/readings.ts";
import { controlProtocols, ORTHOREG_LEDGER, updateReadings } from "../_orthoreg/readings.ts";
import registered from "./registered.json" with { type: "json" };
import { ROUNDED, SMALLEST } from "./settings.ts";

const criterion: PairedGain = {
  kind: "paired-gain",
  treated: "cosine-plain",
  baseline: "cosine-regularised",
  unit: "1",
  smallestEffect: SMALLEST,
};

/** P2.6. */
export const spec: ClaimSpec = {
  id: "orthoreg-separates-task-vectors",
  alias: "P2.6",
  version: 1,
  title: "OrthoReg turns the task vectors away from each other",
  statement:
    "The mean absolute cosine between the task vectors is smaller with the penalty on ‖ΔWᵀΔW − I‖ than without.",
  place: "P2, figure of cosines between task vectors; authors' code",
  quantity: {
    name:
      "mean |cos(τ_i, τ_j)| over pairs of tasks, in the coordinates that reach the output: plain less regularised",
    unit: "1",
    shape: "scalar a method and seed, paired",
  },
  inputs: "suite",
  readings: [
    ...updateReadings({ criterion }),
    measuredReading({
      id: "beyond-norm-only",
      statement:
        "Below what a penalty of the updates' norm alone, (‖ΔW‖ − √d)², leaves: is the fall specific to orthogonality (Non-lin. FT, the penalty as coded)?",
      criterion: { ...criterion, treated: "cosine-norm-only" },
      protocols: controlProtocols(),
    }),
    measuredReading({
      id: "all-coordinates",
      statement:
        "Over all coordinates (Non-lin. FT, the penalty as coded): where some do not reach the output, weight decay moves them alike for every task. Of this transformer all do, so that it is the same number.",
      criterion: {
        ...criterion,
        treated: "cosine-all-plain",
        baseline: "cosine-all-regularised",
      },
      protocols: controlProtocols(),
    }),
  ],
  controls: [
    {
      id: "no-penalty",
      kind: "negative",
      why: "λ = 0, trained through the penalty's code: the very vectors of plain training",
      readings: ["printed", "non-lin", "all-coordinates"],
      registered: ["refuted"],
      protocols: controlProtocols(),
    },
    {
      id: "common-direction",
      kind: "negative",
      why:
        "one and the same direction, as long as each vector, is added to every regularised vector: their cosines rise to about a half",
      readings: ["printed", "non-lin", "beyond-norm-only", "all-coordinates"],
      registered: ["refuted"],
      protocols: controlProtocols(),
    },
    {
      id: "gram-schmidt",
      kind: "positive",
      why:
        "plain vectors made orthogonal in the coordinates that reach the output: every cosine of a pair is 0, which it is not if a vector counts as a pair with itself",
      readings: ["printed", "non-lin", "beyond-norm-only", "all-coordinates"],
      criterion: {
        kind: "every-trial",
        quantity: "cosine-regularised",
        unit: "1",
        atMost: ROUNDED,
      },
      registered: ["supported"],
      protocols: controlProtocols("none"),
    },
  ],
  ledger: [
    {
      topic: "coordinates",
      paper: "All of them.",
      chosen:
        "Those of which any task's gradient over its training set at the base is not 0; how many are not is reported (`not-reaching`). Weights that do not reach the output move by weight decay alone, alike for every task, and made the cosine rise on an MLP with dead units. A transformer with quick-GELU has none; the biases of its keys, of which softmax takes no notice, have a gradient of rounding and count as reaching: 96 of 44,928. All coordinates are a reading.",
    },
    {
      topic: "norm-only penalty",
      paper: "Not tried.",
      chosen:
        "It did the same in a trial (.035 to .023 with either): the comparator of `beyond-norm-only`, at its own strengths, chosen by the same rule.",
    },
    ...ORTHOREG_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
