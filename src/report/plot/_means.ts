import { mean, meanInterval } from "../../stats/mod.ts";
import { formatMeasured } from "../format.ts";

/** Level of all intervals: two one-sided tests at .05, as the judge makes them. */
const LEVEL = 0.9;

/** Both ends of the 90 % interval of a mean over seeds; none where there is one, or no spread. */
export function intervalOf(values: readonly number[]): [lower: number, upper: number] | [] {
  if (values.length < 2) return [];
  const interval = meanInterval(values, { level: LEVEL });
  return interval.kind === "exact" ? [] : [interval.lower, interval.upper];
}

/** A mean over at least one value with its interval, where there is one. */
export function meanText(values: readonly number[]): string {
  const ends = intervalOf(values).map(formatMeasured);
  const centre = formatMeasured(mean(values));
  return ends.length === 0 ? centre : `${centre} [${ends.join(", ")}]`;
}
