import { type MeanInterval, median, ratioInterval, ratios } from "../stats/mod.ts";

/** What one arm costs over another, from rounds in which both were measured. */
export interface CostRatio {
  /** [R]: the arm's cost over the baseline's, round by round. */
  readonly ratios: readonly number[];
  readonly median: number;
  /** Of the geometric mean, over rounds. */
  readonly interval: MeanInterval;
}

/**
 * The cost ratio of an `arm` over the `baseline`, from R ≥ 2 rounds of measurements (time or memory,
 * in one unit) in which every arm has its turn: what slows the machine for a while slows all arms of
 * a round, and cancels.
 *
 * @throws {RangeError} for fewer than two rounds, and a cost that is not positive and finite
 *
 * @example A machine that gets twice as slow changes no ratio.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { costRatio } from "./mod.ts";
 *
 * const rounds = [{ plain: 10, regularised: 12 }, { plain: 20, regularised: 24 }];
 * const found = costRatio(rounds, { arm: "regularised", baseline: "plain", level: .9 });
 * assertEquals([found.median, found.interval.kind], [1.2, "exact"]);
 * ```
 */
export function costRatio<Arm extends string>(
  rounds: readonly Readonly<Record<Arm, number>>[],
  { arm, baseline, level }: {
    readonly arm: NoInfer<Arm>;
    readonly baseline: NoInfer<Arm>;
    readonly level: number;
  },
): CostRatio {
  const costs = (of: Arm) => rounds.map((round) => round[of]);
  const list = ratios(costs(arm), costs(baseline));
  return { ratios: list, median: median(list), interval: ratioInterval(list, { level }) };
}
