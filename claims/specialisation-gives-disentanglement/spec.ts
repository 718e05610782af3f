import type { ClaimSpec, EveryTrial, Protocol } from "../../src/claim/mod.ts";
import { everyProfile, type Profiles } from "../_profiles.ts";
import registered from "./registered.json" with { type: "json" };
import { type DisentanglementSettings, STATED, WEIGHT_DECAY } from "./settings.ts";

const criterion: EveryTrial = {
  kind: "every-trial",
  quantity: "leak",
  unit: "own effect",
  atMost: 0,
};

/** Networks by profile: T, what is behind the specialised layer, and how deep that is. */
const NETWORKS = [
  { tasks: 2, activation: "tanh", depth: 1 },
  { tasks: 4, activation: "relu", depth: 1 },
  { tasks: 4, activation: "tanh", depth: 2 },
  { tasks: 8, activation: "relu", depth: 2 },
] as const;

function protocols(change: Partial<DisentanglementSettings> = {}): Profiles {
  const all = NETWORKS.map(({ tasks, activation, depth }) => ({
    id: `${activation}-d${depth}-T${tasks}`,
    settings: { ...STATED, tasks, activation, depth, ...change },
  }));
  return { smoke: all.slice(0, 2), default: all.slice(0, 3), nightly: all };
}

/** Overlapping columns on inputs without a coordinate in common. */
const separate = { columns: "overlapping", inputs: "orthogonal" } as const;

/** Networks of two layers, both of them trained. */
const direct = everyProfile<Protocol<DisentanglementSettings>>(
  [2, 4].map((tasks) => ({
    id: `linear-T${tasks}`,
    settings: { ...STATED, tasks, activation: "relu", depth: 0, trained: "all" },
  })),
);

/** P2.1. */
export const spec: ClaimSpec = {
  id: "specialisation-gives-disentanglement",
  alias: "P2.1",
  version: 1,
  title: "Task-feature specialisation gives weight disentanglement",
  statement:
    "If E_{D_t}|∂f/∂z_k| = 0 for every feature k outside a set I_t, and these sets are disjoint, then f(x; θ_b + Σ_s α_sτ_s) = f(x; θ_b + α_tτ_t) on D_t, under linearisation.",
  place: "P2, Theorem 1",
  quantity: {
    name:
      "leak: root mean square of f(x; θ_b + Σα_sτ_s) − f(x; θ_b + α_tτ_t) beyond its rounding bound, over that of f(x; θ_b + α_tτ_t) − f(x; θ_b)",
    unit: "own effect",
    shape: "scalar a constructed network, over its tasks, test samples and scaling coefficients",
  },
  readings: [
    {
      id: "linearised",
      statement:
        "Networks constructed with the property; the specialised layer is trained linearised at θ_b, without weight decay.",
      arithmetic: "float64",
      drawn: true,
      criterion,
      protocols: protocols(),
    },
    {
      id: "weight-decay",
      statement:
        `The same with decoupled weight decay ${WEIGHT_DECAY}, which also moves the columns that have no gradient.`,
      place: "ours; the authors fine-tune with weight decay .1",
      arithmetic: "float64",
      drawn: true,
      criterion,
      protocols: protocols({ weightDecay: WEIGHT_DECAY }),
    },
    {
      id: "not-linearised",
      statement: "The network itself is trained and evaluated, not its linearisation.",
      place: "ours",
      arithmetic: "float64",
      drawn: true,
      criterion,
      protocols: protocols({ form: "network" }),
    },
    {
      id: "downstream-trained",
      statement: "The layers behind the specialised one are trained too, linearised.",
      place: "ours",
      arithmetic: "float64",
      drawn: true,
      criterion,
      protocols: protocols({ trained: "all" }),
    },
  ],
  controls: [
    {
      id: "overlapping-columns",
      kind: "negative",
      why:
        "every feature is active on every task, and the tasks' inputs vary in the same coordinates",
      readings: ["linearised"],
      registered: ["refuted"],
      protocols: protocols({ columns: "overlapping" }),
    },
    {
      id: "orthogonal-inputs",
      kind: "positive",
      why:
        "every feature is active on every task, but the tasks' inputs have no coordinate in common: a task vector then does nothing to another task's features",
      readings: ["linearised"],
      registered: ["supported"],
      protocols: protocols(separate),
    },
    {
      id: "orthogonal-inputs-network",
      kind: "positive",
      why: "the same without linearisation, which it needs as little",
      readings: ["not-linearised"],
      registered: ["supported"],
      protocols: protocols({ ...separate, form: "network" }),
    },
    {
      id: "decay-to-base",
      kind: "positive",
      why: "decay draws the weights to θ_b: columns without a gradient then stay where they are",
      readings: ["weight-decay"],
      registered: ["supported"],
      protocols: protocols({ weightDecay: WEIGHT_DECAY, decayTo: "base" }),
    },
    {
      id: "nothing-between",
      kind: "positive",
      why:
        "a single linear layer behind the specialised one: its rows are as specialised as the columns",
      readings: ["downstream-trained"],
      registered: ["supported"],
      protocols: direct,
    },
  ],
  ledger: [
    {
      topic: "construction",
      paper: "Assumes the property.",
      chosen:
        "An input names its task by a coordinate that holds all features of other tasks below the kink of a ReLU, whatever the rest of the input; what is behind mixes all features. Every cell sees on its samples that these sensitivities are exactly 0, and that they are not where columns overlap.",
    },
    {
      topic: "training",
      paper: "Under linearisation.",
      chosen:
        "Full-batch gradient descent on a squared loss with random targets, in float64, at half of one over the largest curvature for 100 steps, which must lower the loss.",
    },
    {
      topic: "scaling coefficients",
      paper: "Any.",
      chosen: "All 1, and seven draws from U[−2, 2] for every task.",
    },
    {
      topic: "rounding",
      paper: "Not applicable.",
      chosen:
        "From each difference is taken what rounding can bring into it, γ_R times the magnitudes it is made of; what is left must be 0. The difference as it is stands beside it (fact `raw-leak`).",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: { smoke: 2, default: 5, nightly: 20 },
};
