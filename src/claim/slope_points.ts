import { isBelowCeiling, type Point, window } from "./_window.ts";
import type { Slope } from "./criterion.ts";
import type { Observation } from "./fact.ts";

/** The points of one cell on which an order of convergence is read, or why they make no curve. */
export type SlopePoints =
  | {
    readonly points: readonly Point[];
    /** Those the slope is fitted to: absent where there are too few. */
    readonly fitted?: readonly Point[];
  }
  | { readonly flaw: string; readonly reason: "incomplete" | "not-finite" };

/**
 * The points of a cell's curve, and those among them that its slope is fitted to: the longest run of
 * neighbours with `x · stiffness ≤ ceiling` and `y ≥ headroom · floor`.
 *
 * @param values The cell's facts, which have those that the criterion names.
 *
 * @example
 * ```ts
 * import { type Slope, slopePoints } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 * const criterion: Slope = {
 *   ...{ kind: "slope", x: "step", y: "gap", floor: "floor", stiffness: "stiffness" },
 *   ...{ ceiling: 0.1, headroom: 30, decades: 1, within: [1.9, 2.1] },
 * };
 * const values = {
 *   ...{ step: [1, 0.1, 0.01, 0.001], gap: [1, 1e-2, 1e-4, 1e-6] },
 *   ...{ floor: [0, 0, 0, 0], stiffness: 1 },
 * };
 * const found = slopePoints(values, criterion);
 * assertEquals("fitted" in found && found.fitted?.map(({ x }) => x), [0.001, 0.01, 0.1]);
 * ```
 */
export function slopePoints(values: Observation["values"], criterion: Slope): SlopePoints {
  const [x, y, floor] = [criterion.x, criterion.y, criterion.floor].map((name) =>
    values[name] as readonly number[]
  ) as [readonly number[], readonly number[], readonly number[]];
  if (x.length !== y.length || x.length !== floor.length) {
    const flaw = `${x.length} ${criterion.x}, ${y.length} ${criterion.y} and ` +
      `${floor.length} ${criterion.floor} do not make a curve`;
    return { flaw, reason: "incomplete" };
  }
  if (x.length === 0) return { flaw: `${criterion.x} is empty`, reason: "incomplete" };
  const points = x.map((value, i) => ({ x: value, y: y[i]!, floor: floor[i]! }));
  const stiffness = values[criterion.stiffness] as number;
  // A run that diverges at a large x leaves an infinite y, but must not do so where it is judged.
  const bad = points.find((point) =>
    !(point.x > 0 && point.x < Infinity && Number.isFinite(point.floor)) ||
    (!Number.isFinite(point.y) && isBelowCeiling(point.x, { criterion, stiffness }))
  );
  if (bad) {
    const flaw = `${criterion.y} is ${bad.y} at ${criterion.x} ${bad.x}, floor ${bad.floor}`;
    return { flaw, reason: "not-finite" };
  }
  const fitted = window(points, { criterion, stiffness });
  return { points, ...(fitted && { fitted }) };
}
