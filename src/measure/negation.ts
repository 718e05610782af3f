/** Accuracies as a task vector is subtracted, θ_b − ατ; in one unit, on validation data. */
export interface NegationCurve {
  /** Coefficients α ≥ 0 [A], rising. */
  readonly grid: readonly number[];
  /** [A]: accuracy on the task that is to be forgotten. */
  readonly target: readonly number[];
  /** [A]: accuracy on what is to be kept. */
  readonly control: readonly number[];
}

/** The coefficient that a negation is done with, or that none keeps enough of the control. */
export type Negation =
  | {
    readonly kind: "chosen";
    readonly alpha: number;
    readonly target: number;
    readonly control: number;
    /** Which end of the grid α is: at the `upper` one the cap binds, not the control accuracy. */
    readonly edge: "none" | "lower" | "upper";
  }
  | { readonly kind: "infeasible"; readonly largestControl: number };

/** What rounding may put between a coefficient of the grid and the cap. */
const SAME = 1e-9;

/**
 * Picks the α with the lowest target accuracy of those that keep the control accuracy at a share
 * `keep` of the base's, up to a `cap`; of equal ones the smallest α.
 *
 * Source: P2, its evaluation by negation: keep .95 (Table 2), .9 and .8 (Tables 4 and 5), α ≤ 1.
 *
 * @throws {RangeError} for a curve that is none: a grid that does not rise, or accuracies that are
 * not finite or not one an α; and for a cap below the whole grid
 *
 * @example A cap of 1 binds.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { chooseNegation } from "./mod.ts";
 *
 * const curve = { grid: [0, 1, 2, 3], target: [.5, .3, .2, .1], control: [.7, .69, .67, .6] };
 * const capped = chooseNegation(curve, { base: .7, keep: .95, cap: 1 });
 * const wide = chooseNegation(curve, { base: .7, keep: .95 });
 * const expected = { kind: "chosen", alpha: 1, target: .3, control: .69, edge: "upper" } as const;
 * assertEquals(capped, expected);
 * assertEquals(wide.kind === "chosen" && [wide.alpha, wide.edge], [2, "none"]);
 * ```
 */
export function chooseNegation(
  curve: NegationCurve,
  { base, keep, cap = Infinity }: {
    readonly base: number;
    readonly keep: number;
    readonly cap?: number;
  },
): Negation {
  requireCurve(curve);
  const tried = [...curve.grid.keys()].filter((i) => curve.grid[i]! <= cap + SAME);
  if (tried.length === 0) {
    throw new RangeError(`Cannot negate up to α = ${cap}: the grid starts at ${curve.grid[0]}.`);
  }
  const kept = tried.filter((i) => curve.control[i]! >= keep * base);
  if (kept.length === 0) {
    return { kind: "infeasible", largestControl: Math.max(...tried.map((i) => curve.control[i]!)) };
  }
  const best = kept.reduce((lowest, i) => curve.target[i]! < curve.target[lowest]! ? i : lowest);
  const edge = best === tried.at(-1) ? "upper" : best === 0 ? "lower" : "none";
  const { grid, target, control } = curve;
  return {
    kind: "chosen",
    alpha: grid[best]!,
    target: target[best]!,
    control: control[best]!,
    edge,
  };
}

/** Where a curve comes down to a control accuracy, or that it never does. */
export type MatchedNegation =
  | { readonly kind: "matched"; readonly alpha: number; readonly target: number }
  | { readonly kind: "unmatched"; readonly range: readonly [number, number] };

/**
 * The target accuracy at an equal control accuracy, on straight lines between neighbouring α:
 * two methods compared by it have paid the same price. Of several crossings the one with the lowest
 * target accuracy counts, of equal ones the first.
 *
 * The curve is `unmatched`, with the range of its control accuracies, where it never has this one.
 *
 * @throws {RangeError} as {@linkcode chooseNegation}
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { matchedNegation } from "./mod.ts";
 *
 * const curve = { grid: [0, 1, 2], target: [50, 30, 20], control: [70, 68, 64] };
 * assertEquals(matchedNegation(curve, { control: 65 }), { kind: "matched", alpha: 1.75, target: 22.5 });
 * assertEquals(matchedNegation(curve, { control: 60 }), { kind: "unmatched", range: [64, 70] });
 * ```
 */
export function matchedNegation(
  curve: NegationCurve,
  { control: wanted }: { readonly control: number },
): MatchedNegation {
  requireCurve(curve);
  const { grid, target, control } = curve;
  const crossings = grid.flatMap((alpha, i) => {
    if (control[i] === wanted) return [{ alpha, target: target[i]! }];
    const [before, after] = [control[i - 1], control[i]!];
    if (before === undefined || (before - wanted) * (after - wanted) >= 0) return [];
    const share = (before - wanted) / (before - after);
    const between = (ends: readonly number[]) => ends[i - 1]! + share * (ends[i]! - ends[i - 1]!);
    return [{ alpha: between(grid), target: between(target) }];
  });
  if (crossings.length === 0) {
    return { kind: "unmatched", range: [Math.min(...control), Math.max(...control)] };
  }
  const lowest = crossings.reduce((best, one) => one.target < best.target ? one : best);
  return { kind: "matched", ...lowest };
}

function requireCurve({ grid, target, control }: NegationCurve): void {
  const rises = grid.every((alpha, i) => alpha >= 0 && (i === 0 || alpha > grid[i - 1]!));
  if (grid.length === 0 || !rises || !Number.isFinite(grid.at(-1))) {
    throw new RangeError(
      `Cannot negate: the grid [${grid.join(", ")}] does not rise from 0 or more.`,
    );
  }
  for (const [name, values] of Object.entries({ target, control })) {
    if (values.length === grid.length && values.every(Number.isFinite)) continue;
    throw new RangeError(
      `Cannot negate: ${name} [${values.join(", ")}] is not a finite accuracy for each of ` +
        `${grid.length} α.`,
    );
  }
}
