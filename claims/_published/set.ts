import type { Fact } from "../../src/claim/mod.ts";
import type { Figures } from "./figures.ts";

/** A set of published figures: its parts, and what is known of each. */
export interface PublishedSet {
  readonly parts: readonly string[];
  readonly file: string;
  facts(part: string, figures: Figures): readonly Fact[];
}

export const scalar = (name: string, value: number, unit = "1"): Fact => ({ name, unit, value });
