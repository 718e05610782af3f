import {
  differences,
  minimalDetectableDifference,
  pEquivalent,
  standardDeviation,
} from "../stats/mod.ts";
import { conjunction, type Sample } from "./_conjunction.ts";
import { estimate, slack } from "./_estimate.ts";
import { type Facts, type Part, scalars } from "./_facts.ts";
import type { NonInferiority } from "./criterion.ts";
import type { Judgement } from "./judgement.ts";
import type { Parity } from "./verdict.ts";

/**
 * Judges that a paired difference is above −margin. A part whose assay cannot tell the effect from
 * none by more than the margin would pass whatever the treatment, so it is not judged.
 */
export function judgeNonInferiority(
  criterion: NonInferiority,
  { parts, ...seeds }: Facts,
): Judgement {
  const { unit, margin } = criterion;
  const bound = { lower: -margin };
  return conjunction(parts.map((part) => sampleOf(part, { criterion, least: seeds.least })), {
    unit,
    support: bound,
    refute: bound,
    closed: false,
    ...seeds,
    beside: (values) => values.length < 2 ? {} : { parity: parity(values, margin) },
  });
}

function sampleOf(
  part: Part,
  { criterion, least }: { readonly criterion: NonInferiority; readonly least: 1 | 2 },
): Sample {
  const { treated, baseline, unit, margin, sensitivity } = criterion;
  const values = differences(scalars(part, treated), scalars(part, baseline));
  if (!sensitivity || values.length < least) return { part: part.part, values };
  const { effect, none } = sensitivity;
  const seen = estimate(differences(scalars(part, effect), scalars(part, none)));
  const bound = { lower: margin };
  if (slack(seen, bound) > 0) return { part: part.part, values };
  return {
    part: part.part,
    verdict: {
      status: "inconclusive",
      reason: "no-assay-sensitivity",
      evidence: { ...seen.evidence, unit, bound, margin: slack(seen, bound), part: part.part },
      detail: `${effect} − ${none} is not surely above the margin`,
    },
  };
}

function parity(values: readonly number[], margin: number): Parity {
  return {
    equivalence: pEquivalent(values, { margin }),
    detectable: minimalDetectableDifference(values.length, { sd: standardDeviation(values) }),
  };
}
