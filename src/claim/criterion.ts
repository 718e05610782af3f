/** Exact claims: `quantity ≤ atMost` must hold in every trial (protocol × seed). */
export interface EveryTrial {
  readonly kind: "every-trial";
  /** Name of the scalar fact that is compared. */
  readonly quantity: string;
  readonly unit: string;
  readonly atMost: number;
}

/**
 * Orders of convergence: the slope of log y on log x, one slope a seed, its interval over seeds.
 *
 * Only points with `x · stiffness ≤ ceiling` and `y ≥ headroom · floor` enter, the longest run of
 * neighbouring ones; a seed whose run spans fewer than `decades` decades of x has no slope. A part
 * in which any seed has none is `not-measurable`.
 */
export interface Slope {
  readonly kind: "slope";
  /** Array facts of equal length. */
  readonly x: string;
  readonly y: string;
  readonly floor: string;
  /** Scalar fact: what x is multiplied with before it is held against `ceiling`. */
  readonly stiffness: string;
  readonly ceiling: number;
  readonly headroom: number;
  readonly decades: number;
  readonly within: readonly [number, number];
}

/** The mean over seeds lies in a range. */
export interface Range {
  readonly kind: "range";
  readonly quantity: string;
  readonly unit: string;
  readonly within: readonly [number, number];
}

/** The mean over seeds lies above (or below) a bound. */
export interface OneSided {
  readonly kind: "one-sided";
  readonly quantity: string;
  readonly unit: string;
  readonly side: "above" | "below";
  readonly bound: number;
}

/** A paired difference (treated − baseline) is not worse than −margin. */
export interface NonInferiority {
  readonly kind: "non-inferiority";
  readonly treated: string;
  readonly baseline: string;
  readonly unit: string;
  readonly margin: number;
  /** Paired facts whose difference (effect − none) must exceed `margin` for the part to be judged. */
  readonly sensitivity?: { readonly effect: string; readonly none: string };
}

/** A paired difference (treated − baseline) exceeds zero; refuted below `smallestEffect`. */
export interface PairedGain {
  readonly kind: "paired-gain";
  readonly treated: string;
  readonly baseline: string;
  readonly unit: string;
  readonly smallestEffect: number;
}

/** The rule that turns facts into a verdict, fixed before the run. */
export type Criterion = EveryTrial | Slope | Range | OneSided | NonInferiority | PairedGain;

/** A condition on a scalar fact without which a control proves nothing. */
export interface Power {
  readonly quantity: string;
  readonly atLeast: number;
}
