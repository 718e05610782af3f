import { byName } from "./_facts.ts";
import type { InconclusiveReason, Verdict } from "./verdict.ts";

/** A part's verdict with the p value, adjusted over the family, that it is refuted by. */
export interface JudgedPart {
  readonly part: string;
  readonly verdict: Verdict;
  readonly adjusted: number;
}

/** Which of several reasons a conjunction gives: what more seeds could settle comes first. */
const REASONS: readonly InconclusiveReason[] = [
  "interval-straddles-bound",
  "too-few-seeds",
  "no-assay-sensitivity",
  "not-measurable",
];

/**
 * The verdict of the part that decides for the whole: a void one, else the most surely refuted, else
 * an undecided one, else, all being supported, the one with the least margin.
 */
export function decidingPart(parts: readonly JudgedPart[]): Verdict {
  const having = (status: Verdict["status"]) =>
    parts.filter(({ verdict }) => verdict.status === status);
  for (const status of ["error", "refuted", "inconclusive", "supported"] as const) {
    const first = having(status).toSorted(moreDecisive)[0];
    if (first) return first.verdict;
  }
  throw new RangeError("A conjunction needs at least one part");
}

function moreDecisive(a: JudgedPart, b: JudgedPart): number {
  return rank(a) - rank(b) || margin(a) - margin(b) || byName(a.part, b.part);
}

function rank({ verdict, adjusted }: JudgedPart): number {
  return verdict.status === "inconclusive" ? REASONS.indexOf(verdict.reason) : adjusted;
}

function margin({ verdict }: JudgedPart): number {
  return "evidence" in verdict ? verdict.evidence?.margin ?? 0 : 0;
}
