import { conjunction } from "./_conjunction.ts";
import { type Facts, scalars } from "./_facts.ts";
import type { Range } from "./criterion.ts";
import type { Judgement } from "./judgement.ts";

/** Judges the range of a mean: both its ends belong to it. */
export function judgeRange(criterion: Range, { parts, ...seeds }: Facts): Judgement {
  const { quantity, unit, within: [lower, upper] } = criterion;
  const bound = { lower, upper };
  const samples = parts.map((part) => ({ part: part.part, values: scalars(part, quantity) }));
  return conjunction(samples, { unit, support: bound, refute: bound, closed: true, ...seeds });
}
