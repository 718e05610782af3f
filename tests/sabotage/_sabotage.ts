import type { Patch } from "./_tree.ts";

/** One thing broken in a copied tree, and what must tell. */
export interface Sabotage {
  readonly name: string;
  readonly claim: string;
  readonly patches: readonly Patch[];
  /** Verdicts that must come out, by reading. */
  readonly readings: Readonly<Record<string, string>>;
  /** Verdicts that must come out, by `control@reading`. */
  readonly controls?: Readonly<Record<string, string>>;
  readonly status: number;
}

/** What a reading is when one of its claim's controls failed. */
export const error = "error:control-failed";

/** What a reading is when its measurement refused to go on. */
export const thrown = "error:exception";
