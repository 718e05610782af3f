import { claims as all } from "../../claims/mod.ts";
import type { ClaimSpec, Protocol } from "../../src/claim/mod.ts";
import type { Claim } from "../../src/lab/mod.ts";

/** The readings that are kept, and the protocol of each that is: its place in the smoke profile. */
const KEPT: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "first-epoch-equivalence": { "device": 0, "device-one-graph": 0, "float64": 0 },
  "task-vector-is-gradient": { "device": 0, "float64": 0 },
  "multi-epoch-gap-order": { "device": 1, "float64": 1 },
  "second-order-term": { "derived-device": 0, "derived-float64": 0, "r1-printed-float64": 0 },
  "error-bound": { "measured-device": 0, "measured-float64": 0, "signed-alpha": 0 },
  "first-epoch-norm-share": { "epoch-mean": 0 },
  "first-epoch-largest": { "epoch-mean": 0 },
  "gradient-cosine": { "epoch-sum": 0 },
  "one-epoch-merge-parity": { "fixed": 2, "tuned": 2 },
  "iterative-merging": { "loss": 0 },
  "expertise-is-not-mergeability": { "task-arithmetic": 0 },
  "gradient-quality-decay": { "gradient-at-base": 0 },
  "orthoreg-disentangles": { "non-lin": 0 },
  "orthoreg-addition-gains": { "non-lin": 0 },
  "orthoreg-negation-gains": { "non-lin": 0 },
  "orthoreg-cost": { "memory": 0 },
  "specialisation-gives-disentanglement": { "linearised": 0, "weight-decay": 0 },
  "specialisation-gives-block-orthogonality": {
    "block-orthogonality": 0,
    "plus-decorrelated-features": 0,
  },
  "column-orthogonality-of-the-base": { "peak": 0, "beyond-null": 0 },
  "norm-control": { "norm-bound": 0, "internal-implies-cross": 0, "stiefel-concentration": 0 },
  "orthoreg-orthogonalises-updates": { "non-lin": 0 },
  "orthoreg-separates-task-vectors": { "non-lin": 0 },
};

function trimmed(spec: ClaimSpec): ClaimSpec {
  const kept = KEPT[spec.id]!;
  const only = (protocols: readonly Protocol[], place: number) => {
    const few = protocols.slice(place, place + 1);
    return { smoke: few, default: few, nightly: few };
  };
  return {
    ...spec,
    readings: spec.readings.filter(({ id }) => id in kept)
      .map((reading) => ({
        ...reading,
        protocols: only(reading.protocols.smoke, kept[reading.id]!),
      })),
    controls: spec.controls
      .map((control) => ({
        ...control,
        readings: control.readings.filter((id) => id in kept),
        protocols: only(control.protocols.smoke, 0),
      }))
      .filter(({ readings }) => readings.length > 0),
    registered: spec.registered.filter(({ reading }) => reading in kept),
  };
}

/** The claims that sabotages are about at fixture size: fewer readings, one protocol each. */
export const claims: readonly Claim[] = all
  .filter(({ spec }) => spec.id in KEPT)
  .map(({ spec, measure }) => ({ spec: trimmed(spec), measure }));
