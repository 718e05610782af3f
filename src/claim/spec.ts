import type { Criterion, Power } from "./criterion.ts";
import type { VerdictKey } from "./verdict.ts";

/** The profiles: how much is run, the least first. */
export const PROFILES = ["smoke", "default", "nightly"] as const;
/** How much is run: seconds, minutes or hours. */
export type Profile = (typeof PROFILES)[number];

/** The suites: keyed synthetic inputs, or image files the user has. */
export const SUITES = ["procedural", "real"] as const;
/** Which inputs the claims are judged on. */
export type Suite = (typeof SUITES)[number];

/** What the cells of a claim can be measured on. */
export const INPUTS = ["sources", "tasks", "suite"] as const;
/**
 * Every input source in turn; every task of the suite in turn, each a part of the conjunction; or the
 * suite as a whole.
 */
export type Inputs = (typeof INPUTS)[number];

/** One experimental condition: an id and its settings, plain data. */
export interface Protocol<S = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly settings: S;
}

/** A variant of the claim that is judged on its own: another definition, sign or formula. */
export interface Reading {
  readonly id: string;
  readonly statement: string;
  /** Where the variant comes from, when it is not the claim's own place. */
  readonly place?: string;
  /** Which arithmetic measures it. */
  readonly arithmetic: "device" | "float64";
  /** Built by hand and independent of the suite's inputs: it runs once, on no data. */
  readonly constructed?: true;
  /**
   * Figures that a paper or its authors published, judged as they stand: read once, on no data, and
   * too few to be decided by where they come from a single seed.
   */
  readonly published?: true;
  /** Drawn from the cell's seed alone: it runs on no data, once a seed. */
  readonly drawn?: true;
  /** Its verdict is void when the device's Hessian-vector products fail the self-test. */
  readonly needsCurvature?: true;
  readonly criterion: Criterion;
  /**
   * How many parts the claim is about, where a profile may run fewer: those decide nothing of the
   * whole.
   */
  readonly family?: number;
  /** Ids of the protocols it runs on; every one is a part of the conjunction. */
  readonly protocols: Readonly<Record<Profile, readonly Protocol[]>>;
}

/** A run that must come out a known way for the claim's verdicts to mean anything. */
export interface Control {
  readonly id: string;
  /** Negative controls break the premise; positive ones make the claim true by construction. */
  readonly kind: "negative" | "positive";
  /** What is broken, or why it must hold. */
  readonly why: string;
  /** The readings it guards: it runs once for each, in that reading's arithmetic. */
  readonly readings: readonly string[];
  /** Judged by this rule instead of the reading's own. */
  readonly criterion?: Criterion;
  readonly power?: Power;
  /** The verdicts it may return; any other but `inconclusive` voids the claim. */
  readonly registered: readonly VerdictKey[];
  /**
   * Where it was found to be inconclusive: too weak to guard anything. Its readings are then no more
   * than inconclusive either, but a run in which it is so again is as registered.
   */
  readonly weak?: readonly Weakness[];
  readonly protocols: Readonly<Record<Profile, readonly Protocol[]>>;
}

/** Where, why and since when a control is registered as too weak. */
export interface Weakness {
  readonly suites: readonly Suite[];
  readonly profiles: readonly Profile[];
  readonly reason: string;
  /** ISO date. */
  readonly date: string;
}

/** What the paper leaves open, what its authors did, what we chose. */
export interface LedgerEntry {
  readonly topic: string;
  readonly paper: string;
  readonly chosen: string;
}

/** A prediction, committed before the first run of its profile, or the verdict that replaced it. */
export interface Registration {
  readonly reading: string;
  readonly suites: readonly Suite[];
  readonly profiles: readonly Profile[];
  readonly verdict: VerdictKey;
  readonly reason: string;
  /** ISO date. */
  readonly date: string;
}

/** A claim of a paper as data; its one function, `measure`, lives beside it. */
export interface ClaimSpec {
  /** Slug, e.g. `first-epoch-equivalence`. */
  readonly id: string;
  /** Short name accepted everywhere, e.g. `P1.1`. */
  readonly alias: string;
  /** Raised with any change of criterion. */
  readonly version: number;
  readonly title: string;
  readonly statement: string;
  /** Paper and theorem, equation or table. */
  readonly place: string;
  readonly quantity: { readonly name: string; readonly unit: string; readonly shape: string };
  /** What its cells are measured on; default `sources`. */
  readonly inputs?: Inputs;
  /** The first reading is the claim as stated. */
  readonly readings: readonly Reading[];
  readonly controls: readonly Control[];
  readonly ledger: readonly LedgerEntry[];
  readonly registered: readonly Registration[];
  /** Seeds by profile. */
  readonly seeds: Readonly<Record<Profile, number>>;
}
