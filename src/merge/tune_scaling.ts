/** The scaling coefficient that scored best, and what it was chosen from. */
export interface TunedScaling {
  /** The first of the best values of the grid. */
  readonly alpha: number;
  readonly score: number;
  /** Which end of the grid α is: beyond it something better may lie. */
  readonly edge: "none" | "lower" | "upper";
  /** One a value of the grid, in its order. */
  readonly scores: readonly number[];
}

/**
 * Picks the scaling coefficient α with the highest score, by measuring the grid's values in turn.
 *
 * The score must come from validation data; of equal scores the smallest α wins.
 *
 * @throws {RangeError} unless the grid has two finite values or more, each larger than the one
 * before, and for a score that is not finite
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { tuneScaling } from "./mod.ts";
 *
 * const tuned = await tuneScaling({ grid: [.1, .2, .3], score: (alpha) => 1 - (alpha - .2) ** 2 });
 * assertEquals([tuned.alpha, tuned.score, tuned.edge], [.2, 1, "none"]);
 * ```
 */
export async function tuneScaling({ grid, score }: {
  readonly grid: readonly number[];
  readonly score: (alpha: number) => number | Promise<number>;
}): Promise<TunedScaling> {
  requireGrid(grid);
  const scores: number[] = [];
  for (const alpha of grid) {
    const value = await score(alpha);
    if (!Number.isFinite(value)) {
      throw new RangeError(`Cannot tune the scaling: the score at α = ${alpha} is ${value}.`);
    }
    scores.push(value);
  }
  const best = scores.indexOf(Math.max(...scores));
  const edge = best === 0 ? "lower" : best === grid.length - 1 ? "upper" : "none";
  return { alpha: grid[best]!, score: scores[best]!, edge, scores };
}

function requireGrid(grid: readonly number[]): void {
  const rises = grid.every((alpha, i) =>
    Number.isFinite(alpha) && (i === 0 || alpha > grid[i - 1]!)
  );
  if (grid.length >= 2 && rises) return;
  throw new RangeError(
    `Cannot tune the scaling: the grid [${grid.join(", ")}] is not two rising values or more.`,
  );
}
