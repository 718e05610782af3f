/** Confidence interval with the unit that was replicated. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Two-sided confidence level in (0, 1), e.g. 0.9 for two one-sided tests at .05. */
  readonly level: number;
  readonly replicated: "seed";
  /** Number of replications behind the interval. */
  readonly n: number;
}

/** What a quantity must satisfy; a missing side is unbounded. */
export interface Bound {
  readonly lower?: number;
  readonly upper?: number;
}

/** What stands beside a non-inferiority verdict and never decides it. */
export interface Parity {
  /** p value of two one-sided tests (TOST) that the difference lies within ±margin. */
  readonly equivalence: number;
  /** True difference these seeds would find with power .8 at level .05, in the evidence's unit. */
  readonly detectable: number;
}

/** The numbers a verdict rests on. */
export interface Evidence {
  /** The deciding value: the worst trial, or the mean over seeds of the deciding part. */
  readonly measured: number;
  readonly unit: string;
  readonly bound: Bound;
  /** Signed distance of the deciding value (or interval end) to the bound: positive inside. */
  readonly margin: number;
  /** Trials (exact claims) or seeds (statistical claims) behind `measured`. */
  readonly n: number;
  readonly interval?: Interval;
  /** Every replication gave the same value, so there is no t interval. */
  readonly exact?: true;
  /** The part of a conjunction (a protocol) that decided. */
  readonly part?: string;
  readonly parity?: Parity;
}

/** Why a check could not decide. */
export type InconclusiveReason =
  | "too-few-seeds"
  | "not-measurable"
  | "interval-straddles-bound"
  | "no-power"
  | "no-assay-sensitivity"
  | "incomplete-family";

/** Why a check is void. */
export type ErrorReason =
  | "no-facts"
  | "not-finite"
  | "not-replicated"
  | "incomplete"
  | "control-failed"
  | "self-test"
  | "exception";

/** Why a check was not made. */
export type NotRunReason = "no-device" | "left-to-larger-profile" | "not-planned";

/** The outcome of one judged question: a tagged union, prose last. */
export type Verdict =
  | { readonly status: "supported"; readonly evidence: Evidence }
  | { readonly status: "refuted"; readonly evidence: Evidence }
  | {
    readonly status: "inconclusive";
    readonly reason: InconclusiveReason;
    readonly evidence?: Evidence;
    readonly detail?: string;
  }
  | { readonly status: "error"; readonly reason: ErrorReason; readonly detail: string }
  | { readonly status: "not-run"; readonly reason: NotRunReason; readonly detail: string };

/** The five outcomes. */
export type VerdictStatus = Verdict["status"];

/** A registered outcome: a status, or `inconclusive` for one named reason. */
export type VerdictKey = VerdictStatus | `inconclusive:${InconclusiveReason}`;

/**
 * The key a verdict would be registered under: its status, and why where it is inconclusive.
 *
 * @example
 * ```ts
 * import { keyOf } from "./verdict.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(keyOf({ status: "inconclusive", reason: "no-power" }), "inconclusive:no-power");
 * ```
 */
export function keyOf(verdict: Verdict): VerdictKey {
  return verdict.status === "inconclusive" ? `inconclusive:${verdict.reason}` : verdict.status;
}

/**
 * Says whether a verdict is the one that was registered.
 *
 * @example
 * ```ts
 * import { matches } from "./verdict.ts";
 * import { assert } from "@std/assert";
 * const verdict = { status: "inconclusive", reason: "not-measurable" } as const;
 * assert(matches(verdict, "inconclusive"));
 * assert(matches(verdict, "inconclusive:not-measurable"));
 * assert(!matches(verdict, "inconclusive:no-power"));
 * ```
 */
export function matches(verdict: Verdict, key: VerdictKey): boolean {
  if (verdict.status === key) return true;
  return verdict.status === "inconclusive" && key === `inconclusive:${verdict.reason}`;
}
