import type { Bound, Criterion } from "../../claim/mod.ts";
import { type Sample, scalar } from "./_facts.ts";

/** What a criterion judges: of a trial, and what it is held against. */
export interface Judged {
  readonly quantity: string;
  readonly unit: string;
  readonly isMean: boolean;
  readonly bound: Bound;
  /** The smallest effect that matters, below which a gain is refuted. */
  readonly effect?: number;
  /** The facts that it is read from. */
  readonly facts: readonly string[];
  valueOf(sample: Sample): number | undefined;
}

/** What a criterion judges, where it is one number a trial. */
export function judgedBy(criterion: Criterion): Judged | undefined {
  switch (criterion.kind) {
    case "every-trial":
      return of(criterion, { isMean: false, bound: { upper: criterion.atMost } });
    case "range": {
      const [lower, upper] = criterion.within;
      return of(criterion, { isMean: true, bound: { lower, upper } });
    }
    case "one-sided": {
      const { bound, side } = criterion;
      return of(criterion, {
        isMean: true,
        bound: side === "above" ? { lower: bound } : { upper: bound },
      });
    }
    case "non-inferiority":
      return difference(criterion, { bound: { lower: -criterion.margin } });
    case "paired-gain":
      return difference(criterion, { bound: { lower: 0 }, effect: criterion.smallestEffect });
    case "slope":
      return undefined;
  }
}

function of(
  { quantity, unit }: { quantity: string; unit: string },
  rule: { isMean: boolean; bound: Bound },
): Judged {
  const facts = [quantity];
  return { quantity, unit, ...rule, facts, valueOf: (sample) => scalar(sample, quantity) };
}

function difference(
  { treated, baseline, unit }: { treated: string; baseline: string; unit: string },
  rule: Pick<Judged, "bound" | "effect">,
): Judged {
  return {
    quantity: `${treated} − ${baseline}`,
    ...{ unit, isMean: true, ...rule, facts: [treated, baseline] },
    valueOf(sample) {
      const [plus, minus] = [scalar(sample, treated), scalar(sample, baseline)];
      return plus === undefined || minus === undefined ? undefined : plus - minus;
    },
  };
}
