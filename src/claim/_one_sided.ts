import { conjunction } from "./_conjunction.ts";
import { type Facts, scalars } from "./_facts.ts";
import type { OneSided } from "./criterion.ts";
import type { Judgement } from "./judgement.ts";

/** Judges whether a mean lies beyond a bound, on the side that was named. */
export function judgeOneSided(criterion: OneSided, { parts, ...seeds }: Facts): Judgement {
  const { quantity, unit, side } = criterion;
  const bound = side === "above" ? { lower: criterion.bound } : { upper: criterion.bound };
  const samples = parts.map((part) => ({ part: part.part, values: scalars(part, quantity) }));
  return conjunction(samples, { unit, support: bound, refute: bound, closed: false, ...seeds });
}
