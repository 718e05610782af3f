import { mean } from "../stats/mod.ts";

/**
 * Mean over tasks of merged over single-task accuracy: what P2 picks α by on validation data, and
 * calls Norm on test data; dimensionless, above 1 where merging helps.
 *
 * @throws {RangeError} without tasks, for different numbers of them, for an accuracy that is
 * negative or not finite, and for an expert with accuracy 0
 *
 * @example One α for all tasks, by mean normalised validation accuracy.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { tuneScaling } from "../merge/mod.ts";
 * import { normalisedAccuracy } from "./mod.ts";
 *
 * const merged = new Map([[0, [.4, .5]], [.5, [.6, .7]], [1, [.3, .9]]]);
 * const { alpha, edge } = await tuneScaling({
 *   grid: [...merged.keys()],
 *   score: (alpha) => normalisedAccuracy(merged.get(alpha)!, { experts: [.8, 1] }),
 * });
 * assertEquals([alpha, edge], [.5, "none"]);
 * ```
 */
export function normalisedAccuracy(
  merged: readonly number[],
  { experts }: { readonly experts: readonly number[] },
): number {
  requireTasks({ merged, experts });
  const weak = experts.indexOf(0);
  if (weak >= 0) throw new RangeError(`Cannot normalise: the accuracy of expert ${weak} is 0.`);
  return mean(merged.map((accuracy, t) => accuracy / experts[t]!));
}

/** What a merge reaches on the tasks it was merged for; accuracies in the unit given. */
export interface AdditionSummary {
  /** Mean accuracy of the merge: Abs. */
  readonly merged: number;
  /** Mean accuracy of its single-task experts. */
  readonly expert: number;
  /** Norm: mean of merged over its own expert's accuracy. */
  readonly normOwn: number;
  /** The same with the baseline's experts below the line: weaker experts are no gain. */
  readonly normCommon: number;
}

/**
 * Sums up a merge's test accuracies [T] beside those of its own experts and of the experts of the
 * baseline that it is compared with; for the baseline itself the two are the same.
 *
 * @throws {RangeError} as {@linkcode normalisedAccuracy}
 *
 * @example The same merge of weaker experts: Norm rises, but not on common denominators.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { additionSummary } from "./mod.ts";
 *
 * const found = additionSummary({
 *   merged: [.4, .6],
 *   experts: [.5, .75],
 *   baselineExperts: [.8, 1],
 * });
 * assertEquals([found.merged, found.expert], [.5, .625]);
 * assertEquals([found.normOwn, found.normCommon], [.8, .55]);
 * ```
 */
export function additionSummary(
  { merged, experts, baselineExperts }: {
    readonly merged: readonly number[];
    readonly experts: readonly number[];
    readonly baselineExperts: readonly number[];
  },
): AdditionSummary {
  return {
    normOwn: normalisedAccuracy(merged, { experts }),
    normCommon: normalisedAccuracy(merged, { experts: baselineExperts }),
    merged: mean(merged),
    expert: mean(experts),
  };
}

function requireTasks(accuracies: Readonly<Record<string, readonly number[]>>): void {
  const lengths = Object.values(accuracies).map(({ length }) => length);
  if (lengths[0] === 0 || lengths.some((length) => length !== lengths[0])) {
    throw new RangeError(`Cannot compare accuracies of ${lengths.join(" and ")} tasks.`);
  }
  for (const [name, values] of Object.entries(accuracies)) {
    const bad = values.findIndex((value) => !(value >= 0 && value < Infinity));
    if (bad >= 0) {
      throw new RangeError(`Cannot compare accuracies: ${name} of task ${bad} is ${values[bad]}.`);
    }
  }
}
