import type { Bound, Criterion, Evidence } from "../../claim/mod.ts";

/** Everything that stands on a reading's one axis, in the evidence's unit. */
export interface Marks {
  /** Where the claim holds. */
  readonly support: Bound;
  /** Below it a gain is refuted, where that is another place. */
  readonly refutedBelow?: number;
  readonly evidence?: Evidence;
  /** Largest rounding error of a seed's value, where it is known: no more can be told from zero. */
  readonly floor?: number;
  /** A value a seed, or a trial. */
  readonly seeds: readonly number[];
  /** Figures that the papers published for the same quantity. */
  readonly reported: readonly number[];
}

/** The bounds that a criterion is about; those of a verdict without evidence too. */
export function boundsOf(criterion: Criterion): Pick<Marks, "support" | "refutedBelow"> {
  switch (criterion.kind) {
    case "every-trial":
      return { support: { upper: criterion.atMost } };
    case "slope":
    case "range":
      return { support: { lower: criterion.within[0], upper: criterion.within[1] } };
    case "one-sided":
      return {
        support: criterion.side === "above"
          ? { lower: criterion.bound }
          : { upper: criterion.bound },
      };
    case "non-inferiority":
      return { support: { lower: -criterion.margin } };
    case "paired-gain":
      return { support: { lower: 0 }, refutedBelow: criterion.smallestEffect };
  }
}

/** Takes values to places on an axis. */
export type Scale = (value: number) => number;

/** Marks that are all above zero, and span more than this factor, stand on a logarithmic axis. */
const WIDE = 300;

/** How much of the span stays free on each side, for a region without an end to be seen to go on. */
const FREE = 0.06;

/**
 * A scale on which every mark has a place between `left` and `right`: a straight one, or, where marks
 * would else hide one another at its end, one of their logarithms.
 *
 * @returns Undefined where there is no finite mark.
 */
export function scaleOf(
  all: readonly Marks[],
  { left, right }: { readonly left: number; readonly right: number },
): Scale | undefined {
  const values = all.flatMap(valuesOf).filter(Number.isFinite);
  if (values.length === 0) return undefined;
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  if (least > 0 && most / least > WIDE) {
    const [from, to] = [Math.log(least), Math.log(most)];
    const margin = FREE * (to - from);
    return (value) =>
      left + (right - left) * (Math.log(value) - from + margin) / (to - from + 2 * margin);
  }
  // Halves, for the span between numbers at the ends of the range would overflow.
  const middle = least / 2 + most / 2;
  // The farther end: of two numbers next to each other, the middle is one.
  const reach = Math.max(most - middle, middle - least);
  const half = reach * (1 + 2 * FREE) || Math.abs(middle) / 2 || 1;
  const centre = (left + right) / 2;
  return (value) => centre + (right - left) / 2 * ((value - middle) / half);
}

function valuesOf({ support, refutedBelow, evidence, floor, seeds, reported }: Marks): number[] {
  const { measured, interval } = evidence ?? {};
  return [
    support.lower,
    support.upper,
    refutedBelow,
    measured,
    interval?.lower,
    interval?.upper,
    floor,
    ...seeds,
    ...reported,
  ].filter((value) => value !== undefined);
}
