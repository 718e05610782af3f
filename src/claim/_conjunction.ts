import { holm, pAbove, pBelow } from "../stats/mod.ts";
import { decidingPart } from "./_deciding_part.ts";
import { ALPHA, estimate, reach, slack } from "./_estimate.ts";
import { problem } from "./_facts.ts";
import type { Judgement } from "./judgement.ts";
import type { Bound, Evidence, InconclusiveReason, Verdict } from "./verdict.ts";

/** What a part brings: a value a seed, or a verdict where there is nothing to judge. */
export type Sample =
  | {
    readonly part: string;
    readonly values: readonly number[];
    /** Why the part is not judged; the values there are, if any, are shown as evidence. */
    readonly undecided?: { readonly reason: InconclusiveReason; readonly detail: string };
  }
  | { readonly part: string; readonly verdict: Verdict };

/** How the mean over seeds of every part is judged. */
export interface Rule {
  readonly unit: string;
  /** Where the whole interval must lie for a part to be supported. */
  readonly support: Bound;
  /** Whether the interval may touch the bound: a range includes its ends, "more than" does not. */
  readonly closed: boolean;
  /** Where the mean must surely not lie for a part to be refuted. */
  readonly refute: Bound;
  /** Fewest values that decide. */
  readonly least: 1 | 2;
  /** Whether each value has samples of its own: equal ones are then a tie, and no certainty. */
  readonly replicated: boolean;
  /** What is reported beside the verdict. */
  readonly beside?: (values: readonly number[]) => Partial<Evidence>;
}

/**
 * Judges a claim about every part : supported when each part's unadjusted one-sided tests pass at .05;
 * refuted when, for some part not supported, the opposite one passes after Holm over all planned
 * parts, those without values included.
 */
export function conjunction(samples: readonly Sample[], rule: Rule): Judgement {
  const assessed = samples.map((sample) => assess(sample, rule));
  const adjusted = holm(assessed.map(({ p }) => p));
  const parts = assessed.map(({ part, verdictAt }, index) => ({
    part,
    verdict: verdictAt(adjusted[index]!),
    adjusted: adjusted[index]!,
  }));
  return {
    verdict: decidingPart(parts),
    parts: parts.map(({ part, verdict }) => ({ part, verdict })),
  };
}

/** A part before Holm: its p value for refutation, and its verdict once that is adjusted. */
interface Assessed {
  readonly part: string;
  readonly p: number;
  verdictAt(adjusted: number): Verdict;
}

function assess(sample: Sample, rule: Rule): Assessed {
  const { part } = sample;
  const settled = (verdict: Verdict): Assessed => ({ part, p: 1, verdictAt: () => verdict });
  if ("verdict" in sample) return settled(sample.verdict);
  const { values, undecided } = sample;
  if (undecided && values.length === 0) return settled({ status: "inconclusive", ...undecided });
  const mean = estimate(values);
  if (!Number.isFinite(mean.upper - mean.lower)) {
    return settled(
      problem("not-finite", `part ${part}: the mean or its interval overflows`).verdict,
    );
  }
  const { support, refute } = rule;
  const evidence = (bound: Bound, margin: number): Evidence => ({
    ...mean.evidence,
    ...(rule.least === 1 && values.length === 1 ? { exact: true } : {}),
    unit: rule.unit,
    bound,
    margin,
    part,
    ...rule.beside?.(values),
  });
  const inner = slack(mean, support);
  if (undecided) {
    return settled({ status: "inconclusive", ...undecided, evidence: evidence(support, inner) });
  }
  if (values.length < rule.least) {
    const reason = "too-few-seeds" as const;
    return settled({ status: "inconclusive", reason, evidence: evidence(support, inner) });
  }
  if (rule.replicated && areTied(values)) {
    const { exact: _exact, interval: _interval, ...tied } = evidence(support, inner);
    return settled({
      status: "inconclusive",
      reason: "too-few-seeds",
      detail: `all ${values.length} seeds gave one value: how far such values spread is not known`,
      evidence: tied,
    });
  }
  const supported = rule.closed ? inner >= 0 : inner > 0;
  return {
    part,
    p: pOutside(values, refute),
    verdictAt(adjusted) {
      if (supported) return { status: "supported", evidence: evidence(support, inner) };
      if (adjusted < ALPHA) {
        return { status: "refuted", evidence: evidence(refute, reach(mean, refute)) };
      }
      const reason = "interval-straddles-bound" as const;
      return { status: "inconclusive", reason, evidence: evidence(support, inner) };
    },
  };
}

/** Far above the rounding of a difference, and far below any spread that samples give. */
const ROUNDING = 1e-12;

/** Whether several values are one but for rounding. Zeros are not: an equality may be exact. */
function areTied(values: readonly number[]): boolean {
  const size = Math.max(...values.map(Math.abs));
  return values.length > 1 && size > 0 &&
    Math.max(...values) - Math.min(...values) <= ROUNDING * size;
}

/** p value of the one-sided test that the mean lies outside: only one side can be near. */
function pOutside(values: readonly number[], { lower, upper }: Bound): number {
  // One constructed value has no spread: twice the same says so to the tests.
  const sample = values.length === 1 ? [values[0]!, values[0]!] : values;
  return Math.min(
    lower === undefined ? 1 : pBelow(sample, lower),
    upper === undefined ? 1 : pAbove(sample, upper),
  );
}
