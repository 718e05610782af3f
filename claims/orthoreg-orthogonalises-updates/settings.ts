import type { Profile } from "../../src/claim/mod.ts";
import { type Layer, layersOf } from "../../src/measure/mod.ts";
import { modelOf } from "../_experiments/model.ts";
import { controlProtocols } from "../_orthoreg/readings.ts";
import {
  attentionOf,
  namedProtocol,
  type UpdateProtocols,
  type UpdateSettings,
} from "../_orthoreg/settings.ts";

/** Smallest fall of the energy that matters: a hundredth of its scale. */
export const SMALLEST = 0.01;

/** Above what float64 rounds an energy of 0 to. */
export const ROUNDED = 1e-10;

/** λ of the controls that must be seen to work: the largest that P2 tries. */
const STRONG = 100;

/** What that λ must bring ‖ΔWᵀΔW − I‖/√d below: half of the way from 1, no update, to 0, orthogonal. */
export const PREMISE = 0.5;

/** As many steps as the other profiles train, of half the samples. */
const AS_MANY_STEPS = { samples: 128, batchSize: 8, epochs: 8 };

/** The first task at the largest λ. */
export function strongProtocols(): UpdateProtocols {
  return { ...strongly(() => ({})), smoke: strongly(() => AS_MANY_STEPS).smoke };
}

/** The first step of that training. */
export function firstStepProtocols(): UpdateProtocols {
  return strongly(({ batchSize }) => ({ samples: batchSize, epochs: 1 }));
}

function strongly(change: (settings: UpdateSettings) => Partial<UpdateSettings>): UpdateProtocols {
  const protocols = controlProtocols();
  const at = (profile: Profile) =>
    protocols[profile].map(({ settings }) =>
      namedProtocol({ ...settings, tasks: 1, strengths: [STRONG], ...change(settings) })
    );
  return { smoke: at("smoke"), default: at("default"), nightly: at("nightly") };
}

/** The weight matrices that a training moves, queries, keys and values as one. */
export function movedLayers(settings: UpdateSettings): Layer[] {
  const { encoder } = modelOf(settings);
  return layersOf(encoder.parameters, { qkv: "fused", ...onlyOf(settings) });
}

/** The matrix whose singular values are shown: the first of attention, which every method moves. */
export function shownLayer(settings: UpdateSettings): Layer {
  const { encoder } = modelOf(settings);
  return layersOf(encoder.parameters, { qkv: "fused", only: attentionOf(encoder).slice(0, 1) })[0]!;
}

function onlyOf(settings: UpdateSettings): { only?: string[] } {
  const all = settings.method === "non-lin" || settings.method === "tta";
  return all ? {} : { only: attentionOf(modelOf(settings).encoder) };
}
