import { mean } from "../stats/mod.ts";
import type { DriftFinding } from "./finding.ts";
import {
  type Conditions,
  type Forecast,
  forecast,
  forecastKind,
  type Standing,
  standing,
} from "./forecast.ts";
import { decidingQuantities, marginOf } from "./margin.ts";
import type { Measured } from "./measured.ts";
import { type Pair, pairUp, placeOf, quantityKey, sameBits } from "./pair.ts";

/**
 * How often a run without any drift, on seeds of its own, is to give one suspicion or more: once in a
 * hundred runs.
 *
 * An interval of level 1 − a misses with probability a when the values are normal; the probability
 * that one of k or more misses is at most k · a, however they depend on each other (Boole). With
 * a = .01 / k it is at most .01 (Bonferroni); and with the same seeds as the baseline's less, for then
 * the means go together. What is confirmed was suspicious before, so it is no more often wrong: the
 * second measurement need not share the rate with what was not suspicious, and so can be judged by
 * narrower intervals.
 */
const ALARM_RATE = 0.01;

/** A scalar of both runs. */
interface ScalarPair {
  readonly pair: Pair;
  readonly was: readonly number[];
  readonly is: readonly number[];
  readonly kind: Forecast["kind"];
}

/** Level of each prediction interval, if one is made for all of them; undefined where there is none. */
export function levelOf(pairs: readonly Pair[]): number | undefined {
  const count = pairs.flatMap(scalar).filter(({ kind }) => kind === "interval").length;
  return count === 0 ? undefined : shared(count);
}

/**
 * Scalars that are not where the baseline's values say.
 *
 * @param options.level Of each prediction interval, as {@linkcode levelOf} gives it.
 */
export function valueFindings(
  pairs: readonly Pair[],
  { level = shared(1), again, sameDevice }: {
    readonly level: number | undefined;
    readonly again: Measured | undefined;
    readonly sameDevice: boolean;
  },
): DriftFinding[] {
  const first: Conditions = { level, sameDevice };
  const left = pairs.filter((pair) => !sameBits(pair)).flatMap(scalar)
    .map((pair) => ({ ...pair, ...held(pair, pair.is, first) }))
    .filter(({ stands }) => stands !== "inside");
  const tests = left.filter(({ kind, stands }) => kind === "interval" && stands === "outside");
  const second: Conditions = { level: shared(Math.max(1, tests.length)), sameDevice };
  const fresh = new Map(
    again && pairUp(again, again).both.map(({ is }) => [quantityKey(is), is.content]),
  );
  return left.map((found): DriftFinding => {
    const { was, is, said, stands, pair } = found;
    const values = fresh.get(quantityKey(pair.is));
    const more = Array.isArray(values) ? values as readonly number[] : undefined;
    return {
      of: "value",
      label: stands === "unjudged"
        ? "insufficient-data"
        : !more || !isConfirmed(found, more, second)
        ? "suspicious"
        : hasImproved(pair)
        ? "improved"
        : "regression",
      ...placeOf(pair.is),
      was: centre(was),
      is: centre(is),
      ...(said.kind !== "unknown" && { interval: { lower: said.lower, upper: said.upper } }),
      seeds: { was: was.length, is: is.length },
      ...(stands === "outside" && more && { again: centre(more) }),
    };
  });
}

function shared(count: number): number {
  return 1 - ALARM_RATE / count;
}

function scalar(pair: Pair): ScalarPair[] {
  const { was: { content: was }, is: { content: is, arm } } = pair;
  if (typeof was === "string" || typeof is === "string") return [];
  const kind = forecastKind(was, { single: arm.single ?? false });
  return [{ pair, was, is, kind }];
}

function held(
  { was, kind }: ScalarPair,
  values: readonly number[],
  conditions: Conditions,
): { said: Forecast; stands: Standing } {
  const said = forecast(was, { kind, m: values.length, ...conditions });
  return { said, stands: standing(said, values, { was, ...conditions }) };
}

/** Fresh values must be outside too, on the same side. */
function isConfirmed(
  found: ScalarPair,
  values: readonly number[],
  conditions: Conditions,
): boolean {
  if (values.length === 0 || held(found, values, conditions).stands !== "outside") return false;
  const side = (values: readonly number[]) => Math.sign(centre(values) - centre(found.was));
  return Object.is(side(values), side(found.is));
}

/**
 * A bare value is neither good nor bad. Only one that decides a reading has a better side, that which
 * is further inside the bound; and only while the bound is the baseline's.
 */
function hasImproved({ was, is }: Pair): boolean {
  const { criterion } = is.arm;
  if (is.arm.arm !== "main" || !decidingQuantities(criterion).includes(is.name)) return false;
  const before = marginOf(was.arm.criterion, was.part);
  const now = marginOf(criterion, is.part);
  const sameRule = marginOf(criterion, was.part) === before;
  return sameRule && before !== undefined && now !== undefined && now > before;
}

/** The mean, or what is not finite among the values. */
function centre(values: readonly number[]): number {
  return values.find((value) => !Number.isFinite(value)) ?? mean(values);
}
