import type { Measure } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { type Layer, sensitivities, weightCosine } from "./layer.ts";
import { decorrelated, OPPOSED, unwhitened } from "./layers.ts";
import { departuresOf, requirePremises } from "./premises.ts";
import { STATED, WITH_DECORRELATION } from "./settings.ts";

/** Sees that a layer's premises are what its arm says, and measures the cosine of its two features. */
export const measure: Measure = ({ cell: { arm, reading, seed }, record }) => {
  const layer = layerOf({ arm, reading, seed });
  const departures = departuresOf(layer);
  requirePremises(departures, {
    met: reading === "block-orthogonality" ? STATED : WITH_DECORRELATION,
    ...arm === "control:not-whitened" && { broken: "whitened" },
  });
  const cosine = weightCosine(layer, [0, 1]);
  record({ name: "sensitivities", unit: "1", value: sensitivities(layer).flat() });
  for (const [premise, departure] of Object.entries(departures)) {
    record({ name: `departure-${premise}`, unit: "1", value: departure });
  }
  record({ name: "cosine", unit: "1", value: cosine });
  record({ name: "absolute-cosine", unit: "1", value: Math.abs(cosine) });
  return Promise.resolve();
};

function layerOf(
  { arm, reading, seed }: { arm: string; reading: string; seed: number },
): Layer {
  const random = stream(seed, "block-orthogonality");
  if (arm === "control:not-whitened") return unwhitened(random);
  const counterExample = arm === "main" && reading === "block-orthogonality";
  return counterExample ? OPPOSED : decorrelated(random);
}
