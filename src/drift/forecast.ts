import { isConstant, mean, predictionInterval } from "../stats/mod.ts";

/** Relative difference that is rounding on one device: far below any spread that samples give. */
const ROUNDING = 1e-12;
/** The same between two devices' float32, as for `audit --rerun`. */
const ACROSS_DEVICES = 1e-3;

/** Under what conditions values were measured again. */
export interface Conditions {
  /** Two-sided level of prediction intervals, in (0, 1). */
  readonly level: number;
  /** Whether on the same device as the baseline's. */
  readonly sameDevice: boolean;
}

/**
 * What a baseline's values say of further ones:
 *
 * - `interval`: where their mean lies, by Student's prediction interval; widened to what rounding
 *   alone may change where that is more.
 * - `exact`: that each of them is the one value there was, but for rounding. Of n equal seeds, or of
 *   what is measured once as nothing is sampled.
 * - `unknown`: nothing but that value itself, as one seed, or values that are not finite, show no
 *   spread.
 */
export type Forecast =
  | { readonly kind: "interval" | "exact"; readonly lower: number; readonly upper: number }
  | { readonly kind: "unknown" };

/** Whether further values are as forecast, are not, or cannot be judged. */
export type Standing = "inside" | "outside" | "unjudged";

/** The kind of forecast that values allow. */
export function forecastKind(
  values: readonly number[],
  { single }: { readonly single: boolean },
): Forecast["kind"] {
  if (values.length === 0 || !values.every(Number.isFinite)) return "unknown";
  if (values.length === 1) return single ? "exact" : "unknown";
  const size = Math.max(...values.map(Math.abs));
  return Math.max(...values) - Math.min(...values) <= ROUNDING * size ? "exact" : "interval";
}

/** What values say of the mean of `m` further ones. */
export function forecast(
  values: readonly number[],
  { kind, m, level, sameDevice }: Conditions & {
    readonly kind: Forecast["kind"];
    readonly m: number;
  },
): Forecast {
  if (kind === "unknown") return { kind };
  const centre = mean(values);
  const slack = Math.abs(centre) * (sameDevice ? ROUNDING : ACROSS_DEVICES);
  const point = { lower: centre, upper: centre };
  const { lower, upper } = kind === "exact" ? point : predictionInterval(values, { m, level });
  return { kind, lower: Math.min(lower, centre - slack), upper: Math.max(upper, centre + slack) };
}

/**
 * Holds further values against a forecast.
 *
 * An exact value is left only when none of the further ones is it: where some are, they show a
 * spread that the baseline's seeds did not. On another device it may be left for reasons that nothing
 * says the size of, so that is not judged.
 *
 * @param options.was The values that the forecast was made from.
 */
export function standing(
  forecast: Forecast,
  values: readonly number[],
  { was, sameDevice }: { readonly was: readonly number[]; readonly sameDevice: boolean },
): Standing {
  if (forecast.kind === "unknown") {
    const same = values.length === was.length &&
      values.every((value, i) => Object.is(value, was[i]));
    return same || isOneValue([...was, ...values]) ? "inside" : "unjudged";
  }
  const { lower, upper } = forecast;
  if (!values.every(Number.isFinite)) return "outside";
  const isInside = (value: number) => lower <= value && value <= upper;
  if (forecast.kind === "interval") return isInside(mean(values)) ? "inside" : "outside";
  if (values.every(isInside)) return "inside";
  return values.some(isInside) || !sameDevice ? "unjudged" : "outside";
}

/** Infinity is a value like any other, and NaN is the same as NaN. */
function isOneValue(values: readonly number[]): boolean {
  return isConstant(values) || values.every(Number.isNaN);
}
