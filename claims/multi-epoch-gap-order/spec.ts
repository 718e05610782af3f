import type { ClaimSpec, Slope } from "../../src/claim/mod.ts";
import { byProfile, mapProfiles, SMOOTH, theoryProtocol, withEpochs } from "../_theory/design.ts";
import { CEILING, HEADROOM } from "../_theory/gap.ts";
import registered from "./registered.json" with { type: "json" };
import { EPOCHS, LENGTHS, TRAINING_LENGTH, WRONG_STEP } from "./settings.ts";

const smooth = byProfile(SMOOTH);
const relu = byProfile(["relu"]);
const overEpochs = (protocols: typeof smooth) =>
  mapProfiles(
    protocols,
    (all, profile) => withEpochs(all, profile === "smoke" ? [2, 5] : EPOCHS),
  );
/** One protocol an activation, at the given number of epochs. */
const atEpochs = (epochs: readonly number[]) => {
  const few = withEpochs(smooth.smoke, epochs);
  return { smoke: few, default: few, nightly: few };
};
const fixedLength = theoryProtocol({ activation: "tanh", depth: 2, tasks: 3, alpha: 1 / 3 });
const onlyFixedLength = {
  smoke: [fixedLength],
  default: [fixedLength],
  nightly: [fixedLength],
};

const criterion: Slope = {
  kind: "slope",
  x: "step-size",
  y: "gap",
  floor: "floor",
  stiffness: "stiffness",
  ceiling: CEILING,
  headroom: HEADROOM,
  decades: 1.5,
  within: [1.9, 2.1],
};
const shrinks: Slope = { ...criterion, within: [0.1, 10] };
const guarded = ["device", "float64"];

/** P1.3. */
export const spec: ClaimSpec = {
  id: "multi-epoch-gap-order",
  alias: "P1.3",
  version: 1,
  title: "After several epochs the gap to multitask training is of second order in the step size",
  statement:
    "‖θ_TA^(k) − θ_MT^(k)‖ = O(η²) for k > 1: at a fixed number of epochs the gap shrinks with the square of the step size.",
  place: "P1, Theorem 1, second part",
  quantity: {
    name: "slope of log‖θ_TA^(k) − θ_MT^(k)‖₂ on log η",
    unit: "1",
    shape:
      "scalar a seed, over the η with ηkλ_max ≤ .1 and a gap of at least 30 rounding floors, 1.5 decades or more",
  },
  readings: [
    {
      id: "device",
      statement: "Twice differentiable networks (tanh, softplus) in float32 on the device.",
      arithmetic: "device",
      criterion,
      protocols: overEpochs(smooth),
    },
    {
      id: "float64",
      statement: "The same networks in the float64 reference.",
      arithmetic: "float64",
      criterion,
      protocols: overEpochs(smooth),
    },
    {
      id: "relu-device",
      statement: "ReLU networks, outside the theorem's smoothness, on the device.",
      arithmetic: "device",
      criterion,
      protocols: overEpochs(relu),
    },
    {
      id: "relu-float64",
      statement: "ReLU networks in the float64 reference.",
      arithmetic: "float64",
      criterion,
      protocols: overEpochs(relu),
    },
    {
      id: "fixed-training-length-device",
      statement:
        `The gap shrinks with η at fixed training length s = kη = ${TRAINING_LENGTH} (k = ${
          LENGTHS.join(", ")
        }), on the device: slope above .1.`,
      place: "a reading of ours: what O(η²) may be taken to say about a whole training",
      arithmetic: "device",
      criterion: shrinks,
      protocols: onlyFixedLength,
    },
    {
      id: "fixed-training-length-float64",
      statement: "The same in the float64 reference.",
      place: "a reading of ours: what O(η²) may be taken to say about a whole training",
      arithmetic: "float64",
      criterion: shrinks,
      protocols: onlyFixedLength,
    },
  ],
  controls: [
    {
      id: "wrong-step",
      kind: "negative",
      why: `multitask training with a step of ${WRONG_STEP}·αη: the gap is then of first order`,
      readings: guarded,
      registered: ["refuted"],
      protocols: atEpochs([2, 10]),
    },
    {
      id: "one-epoch",
      kind: "negative",
      why: "k = 1: there is no gap above the rounding floor to fit a slope to",
      readings: guarded,
      registered: ["inconclusive:not-measurable"],
      protocols: atEpochs([1]),
    },
    {
      id: "quadratic",
      kind: "positive",
      why: "quadratic losses, k = 2: the gap is η² times a constant, exactly",
      readings: guarded,
      registered: ["supported"],
      protocols: atEpochs([2]),
    },
    {
      id: "discretisation",
      kind: "positive",
      why:
        "over the same step sizes, multitask training against itself at half the step: a distance that does shrink, in proportion to η",
      readings: ["fixed-training-length-device", "fixed-training-length-float64"],
      registered: ["supported"],
      protocols: onlyFixedLength,
    },
  ],
  ledger: [
    {
      topic: "what is small",
      paper: "O(η²), constants not given for a given network.",
      chosen:
        "Step sizes with ηkλ_max ≤ .1, λ_max the larger of max_t‖∇²L_t(θ_b)‖ and α‖Σ∇²L_t(θ_b)‖: the multitask arm descends on the sum.",
    },
    {
      topic: "arithmetic",
      paper: "Exact.",
      chosen:
        "Delta form: the displacement is stored and updated, weights are never subtracted; gaps below 30 K·u·αηΣ‖g_t‖ are not used.",
    },
    {
      topic: "fixed training length",
      paper: "Stated at fixed k.",
      chosen:
        'As a reading: at fixed s = kη the number of second-order terms grows as 1/η², and the gap converges to that of gradient flow. "It shrinks" is refuted when the slope\'s interval lies below .1; that it also lies above −.1 is not asked, for a gap that grows does not shrink either.',
    },
    {
      topic: "ReLU",
      paper: "The theorem asks for a second derivative; experiments use ReLU-like networks.",
      chosen: "A reading of its own.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: { smoke: 2, default: 5, nightly: 8 },
};
