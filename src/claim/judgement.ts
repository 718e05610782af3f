import type { Verdict } from "./verdict.ts";

/** The verdict of one part of a conjunction (a protocol). */
export interface PartJudgement {
  readonly part: string;
  readonly verdict: Verdict;
}

/** A conjunction's verdict, and those of its parts in the order they were planned. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Where the facts themselves are at fault, only the parts at fault. */
  readonly parts: readonly PartJudgement[];
}
