import { addScaled } from "./_vectors.ts";
import { merge } from "./merge.ts";
import type { MergeMethod, Vector } from "./method.ts";

/** What iterative merging does in each round. */
export interface IterativeMerging {
  /** How often all tasks are trained and merged, at least 1. */
  readonly rounds: number;
  /** P, the number of coordinates. */
  readonly length: number;
  /**
   * Trains every task from θ_b + `displacement` and gives the task vectors from *there*, [P] each;
   * rounds count from 1. The displacement is a copy.
   */
  readonly train: (displacement: Float64Array, round: number) => Promise<readonly Vector[]>;
  /** The scaling coefficient of every round. */
  readonly alpha: number;
  /** DARE's key is extended by the round, so that no two rounds share a mask. */
  readonly method: MergeMethod;
}

/**
 * Merges iteratively: train all tasks from the current point, merge, move by α times the merge, and
 * again. Returns the displacement from the base, [P], after every round.
 *
 * One round is one-shot merging. Source: Zhou et al., ATM: Improving Model Merging by Alternating
 * Tuning and Merging, arXiv 2411.03055.
 *
 * @throws {RangeError} unless `rounds` is a positive whole number, for task vectors of another
 * length, and as {@linkcode merge} does
 *
 * @example Two tasks pull towards 1 and 3, each half of the way.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { iterate } from "./mod.ts";
 *
 * const iterates = await iterate({
 *   rounds: 3,
 *   length: 1,
 *   train: ([x]) => Promise.resolve([1, 3].map((goal) => Float64Array.of((goal - x!) / 2))),
 *   alpha: 1,
 *   method: { kind: "average" },
 * });
 * assertEquals(iterates.map(([x]) => x), [1, 1.5, 1.75]);
 * ```
 */
export async function iterate(
  { rounds, length, train, alpha, method }: IterativeMerging,
): Promise<Float64Array[]> {
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`Cannot merge iteratively: ${rounds} rounds; give 1 or more.`);
  }
  if (!Number.isFinite(alpha)) {
    throw new RangeError(`Cannot merge iteratively: α is ${alpha}; give a finite number.`);
  }
  const iterates: Float64Array[] = [];
  let current: Float64Array = new Float64Array(length);
  for (let round = 1; round <= rounds; round++) {
    const combined = merge(await train(current.slice(), round), inRound(method, round));
    if (combined.length !== length) {
      throw new RangeError(
        `Cannot merge iteratively: the task vectors have ${combined.length} coordinates, not ${length}.`,
      );
    }
    current = addScaled(current.slice(), alpha, combined);
    iterates.push(current);
  }
  return iterates;
}

function inRound(method: MergeMethod, round: number): MergeMethod {
  return method.kind === "dare" ? { ...method, key: [...method.key, round] } : method;
}
