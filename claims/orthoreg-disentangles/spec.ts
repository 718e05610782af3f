import type { ClaimSpec, PairedGain } from "../../src/claim/mod.ts";
import { measuredReading, SEEDS } from "../_experiments/readings.ts";
import {
  controlProtocols,
  extended,
  ORTHOREG_LEDGER,
  updateReadings,
} from "../_orthoreg/readings.ts";
import type { UpdateProtocols } from "../_orthoreg/settings.ts";
import registered from "./registered.json" with { type: "json" };
import { type Comparison, FEW_POINTS, POINTS, SMALLEST_EFFECT } from "./settings.ts";

const criterion: PairedGain = {
  kind: "paired-gain",
  treated: "plain-error",
  baseline: "regularised-error",
  unit: "1",
  smallestEffect: SMALLEST_EFFECT,
};

const comparing = (comparison: Comparison) => (protocols: UpdateProtocols) => ({
  ...extended(protocols, { comparison, points: POINTS }),
  smoke: extended(protocols, { comparison, points: FEW_POINTS }).smoke,
});
const protocolsOf = comparing("as-trained");
const ofControls = protocolsOf(controlProtocols());

/** P2.7. */
export const spec: ClaimSpec = {
  id: "orthoreg-disentangles",
  alias: "P2.7",
  version: 1,
  title: "OrthoReg lowers the disentanglement error",
  statement:
    "Fine-tuned with OrthoReg, two task vectors change each other's predictions less: ξ(α1, α2) falls, over pairs of tasks and coefficients in [−2, 2]².",
  place: "P2, Section 4: what the penalty is for; P2 prints no measurement of it",
  quantity: {
    name:
      "ξ(α1, α2) = Σ_t E_{D_t} 1[argmax f(x; θ_b + α_tτ_t) ≠ argmax f(x; θ_b + α1τ1 + α2τ2)], mean over a grid and pairs of tasks, plain less regularised",
    unit: "1",
    shape: "scalar a method and seed, paired; ξ lies in [0, 2]",
  },
  inputs: "suite",
  readings: [
    ...updateReadings({ criterion, protocolsOf }),
    measuredReading({
      id: "own-scaling",
      statement:
        "Fine-tuning of all weights, with the penalty as coded: ξ where it is used, both vectors at the α that is best for the sum of their kind.",
      criterion,
      protocols: comparing("own-scaling")(controlProtocols()),
    }),
    measuredReading({
      id: "norm-matched",
      statement:
        "Fine-tuning of all weights, with the penalty as coded: the regularised vectors are shortened to the length of the plain ones, task by task.",
      criterion,
      protocols: comparing("norm-matched")(controlProtocols()),
    }),
  ],
  controls: [
    {
      id: "no-penalty",
      kind: "negative",
      why: "trained with a penalty that weighs nothing: the difference is exactly 0",
      readings: ["non-lin"],
      registered: ["refuted"],
      protocols: ofControls,
    },
    {
      id: "common-direction",
      kind: "negative",
      why:
        "in place of the regularised vectors the plain ones, to each of which one shared direction is added, their sum's, as long as the vector itself",
      readings: ["non-lin"],
      registered: ["refuted"],
      weak: [{
        suites: ["procedural"],
        profiles: ["smoke"],
        reason:
          "Measured: ξ rises by .09 [−.07, .25], which two seeds of one pair of tasks do not tell from 0.",
        date: "2026-11-25",
      }, {
        suites: ["real"],
        profiles: ["smoke"],
        reason: "Measured: .01 [−.07, .10], of two seeds and one pair of sets.",
        date: "2026-11-25",
      }],
      protocols: ofControls,
    },
    {
      id: "specialised",
      kind: "positive",
      why:
        "networks whose features are each one task's own against networks with shared ones, as P2.1 constructs and trains them: no vector changes the other task's predictions",
      readings: ["non-lin"],
      registered: ["supported"],
      protocols: ofControls,
    },
  ],
  ledger: [
    {
      topic: "measurement",
      paper: "None: disentanglement is what the penalty is for, and is not measured.",
      chosen:
        "Equation 6 of Ortiz-Jimenez et al. 2023, on nine values of α (smoke: five) from −2 to 2 for either vector, over the pairs (0, 1), (2, 3), … of the trained tasks, on the first 120 test images of each. The penalty as trained first; at each kind's own α and at equal length as readings, since ξ on a fixed grid grows with the length of the vectors.",
    },
    {
      topic: "linearised training",
      paper: "TTA's vectors are used in the linearised model.",
      chosen: "The same: its predictions are those of the network linearised about the base.",
    },
    {
      topic: "smallest effect",
      paper: "Not given.",
      chosen: ".01: one image in a hundred, summed over the two tasks.",
    },
    ...ORTHOREG_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
