import type { Slope } from "./criterion.ts";

/** A point of a curve on which an order of convergence is read. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** Smallest y the arithmetic can tell from zero. */
  readonly floor: number;
}

/** Fewest points that can show a line to be bent. */
const FEWEST = 3;

/** Rounding of a grid that ends on the ceiling, or spans the decades, to the digit. */
const ROUNDING = 1e-9;

/** What says which points of a curve count. */
export interface Admission {
  readonly criterion: Slope;
  readonly stiffness: number;
}

/** Says whether x is small enough for the leading order to rule. */
export function isBelowCeiling(x: number, { criterion, stiffness }: Admission): boolean {
  return x * stiffness <= criterion.ceiling * (1 + ROUNDING);
}

/**
 * The longest run of neighbouring points, x ascending, on which the slope may be read, or undefined
 * where it is too short: fewer than three points, or too few decades of x. Of runs of equal length
 * the wider, then the one at smaller x, where the leading order rules.
 */
export function window(
  points: readonly Point[],
  admission: Admission,
): readonly Point[] | undefined {
  const { criterion } = admission;
  const admissible = ({ x, y, floor }: Point) =>
    isBelowCeiling(x, admission) && y > 0 && y >= criterion.headroom * floor;
  const runs: Point[][] = [[]];
  for (const point of points.toSorted((a, b) => a.x - b.x || a.y - b.y)) {
    if (admissible(point)) runs.at(-1)!.push(point);
    else runs.push([]);
  }
  const [longest] = runs.toSorted((a, b) => b.length - a.length || decades(b) - decades(a));
  if (!longest || longest.length < FEWEST) return undefined;
  return decades(longest) >= criterion.decades - ROUNDING ? longest : undefined;
}

function decades(run: readonly Point[]): number {
  return run.length === 0 ? 0 : Math.log10(run.at(-1)!.x) - Math.log10(run[0]!.x);
}
