import type { ClaimSpec, OneSided, Protocol, Range } from "../../src/claim/mod.ts";
import { everyProfile, type Profiles } from "../_profiles.ts";
import { type LayerSettings, layersOf } from "./layers.ts";
import registered from "./registered.json" with { type: "json" };

/** A part a layer. */
const layers = (
  base: LayerSettings["base"],
  model: LayerSettings["model"] = "mlp",
): readonly Protocol<LayerSettings>[] =>
  layersOf(model).map((layer) => ({
    id: `${model}-${layer}${base === "varied" ? "-varied-base" : ""}`,
    settings: { base, model, layer },
  }));
const frozen = everyProfile(layers("frozen"));
const last = everyProfile(layers("frozen").slice(-1));
const varied: Profiles<Protocol<LayerSettings>> = {
  smoke: [],
  default: [],
  nightly: layers("varied"),
};

const peak: Range = { kind: "range", quantity: "mode", unit: "°", within: [85, 95] };
const beyondNull: OneSided = {
  kind: "one-sided",
  quantity: "relative-spread",
  unit: "null",
  side: "below",
  bound: 1,
};

/** P2.3. */
export const spec: ClaimSpec = {
  id: "column-orthogonality-of-the-base",
  alias: "P2.3",
  version: 1,
  title: "The columns of a pretrained base's weights are nearly orthogonal",
  statement:
    "The angles between all pairs of weight columns peak at 90°, and closer to it than those of random columns do.",
  place: "P2, Section 3, figure of column angles",
  quantity: {
    name:
      "mode of the angles, from bins of 1°; relative spread: their root mean square distance from 90° over that of Gaussian columns of the same shape",
    unit: "° and null",
    shape: "scalar a layer and seed",
  },
  inputs: "suite",
  readings: [
    {
      id: "peak",
      statement:
        "The mode is at 90° ± 5° in every layer of the frozen base: all its pairs, so nothing is sampled.",
      arithmetic: "float64",
      constructed: true,
      criterion: peak,
      protocols: frozen,
    },
    {
      id: "beyond-null",
      statement:
        "The angles of every layer of the frozen base spread less about 90° than those of Gaussian columns of its shape, which each seed draws.",
      place: "ours: what the peak says beyond chance",
      arithmetic: "float64",
      drawn: true,
      criterion: beyondNull,
      protocols: frozen,
    },
    {
      id: "peak-varied-base",
      statement: "The mode, with a base pretrained anew for every seed.",
      arithmetic: "device",
      criterion: peak,
      protocols: varied,
    },
    {
      id: "beyond-null-varied-base",
      statement: "The relative spread, with a base pretrained anew for every seed.",
      place: "ours: what the peak says beyond chance",
      arithmetic: "device",
      criterion: beyondNull,
      protocols: varied,
    },
  ],
  controls: [
    {
      id: "orthogonal",
      kind: "positive",
      why: "orthonormal columns of the last layer's shape",
      readings: ["peak", "beyond-null"],
      registered: ["supported"],
      protocols: last,
    },
    {
      id: "one-direction",
      kind: "negative",
      why: "columns of rank 1: every angle is 0° or 180°",
      readings: ["peak", "beyond-null"],
      registered: ["refuted"],
      protocols: last,
    },
    {
      id: "gaussian",
      kind: "negative",
      why: "another draw of Gaussian columns in place of the layer's, which must not beat the null",
      readings: ["beyond-null"],
      registered: ["inconclusive:interval-straddles-bound", "refuted"],
      protocols: frozen,
    },
    {
      id: "gaussian-peak",
      kind: "positive",
      why: "Gaussian columns, which peak at 90° too: the peak alone says nothing of training",
      readings: ["peak"],
      registered: ["supported"],
      protocols: frozen,
    },
  ],
  ledger: [
    {
      topic: "null model",
      paper: "None: a peak at 90° is taken for structure.",
      chosen:
        "Gaussian columns of the same shape, whose angles are within 180/(π√rows)° of 90° at one standard deviation: of 768 entries 98.4 % are within 5°.",
    },
    {
      topic: "columns",
      paper: "The columns w_k of W in z = Wᵀx.",
      chosen: "What one unit takes in, of every layer's 2-D weights; biases are left out.",
    },
    {
      topic: "peak",
      paper: "Read off a histogram.",
      chosen:
        "Bins of 1° centred on whole degrees, and the vertex of the parabola through the fullest and its neighbours; counts of base and null are facts.",
    },
    {
      topic: "replication",
      paper: "One base.",
      chosen:
        "The frozen base's angles are what they are; a seed draws the null, and in nightly's readings `varied-base` also the base. Other verdicts are conditional on this base.",
    },
    {
      topic: "scale",
      paper: "CLIP's ViT.",
      chosen: "Our MLP encoder of three layers, pretrained on a procedural mixture.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: { smoke: 2, default: 5, nightly: 8 },
};
