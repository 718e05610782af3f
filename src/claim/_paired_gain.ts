import { differences } from "../stats/mod.ts";
import { conjunction } from "./_conjunction.ts";
import { type Facts, scalars } from "./_facts.ts";
import type { PairedGain } from "./criterion.ts";
import type { Judgement } from "./judgement.ts";

/**
 * Judges a gain, pairs being seeds: supported above zero, refuted below the smallest effect that
 * matters. A gain that is surely both is small but there, and supports.
 */
export function judgePairedGain(criterion: PairedGain, { parts, ...seeds }: Facts): Judgement {
  const { treated, baseline, unit, smallestEffect } = criterion;
  const samples = parts.map((part) => ({
    part: part.part,
    values: differences(scalars(part, treated), scalars(part, baseline)),
  }));
  const [support, refute] = [{ lower: 0 }, { lower: smallestEffect }];
  return conjunction(samples, { unit, support, refute, closed: false, ...seeds });
}
