import { linspace } from "../../src/measure/mod.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";

/** Where and of which vectors ξ is measured. */
export type Comparison =
  /** Of the vectors as trained, on the grid. */
  | "as-trained"
  /** Of the vectors as trained, each method's at its own α*. */
  | "own-scaling"
  /** On the grid, the regularised vectors as long as the plain ones of their tasks. */
  | "norm-matched";

/** A training, and what is compared of it. */
export type DisentanglementSettings = UpdateSettings & {
  readonly comparison: Comparison;
  /** Scaling coefficients of either vector that ξ is measured at. */
  readonly points: number;
};

/** Points of the grid in either direction; every other one in smoke, which takes a third of the time. */
export const POINTS = 9, FEW_POINTS = 5;

/** Scaling coefficients of either vector of a pair: [−2, 2]², as heat maps of ξ have them. */
export function gridOf({ points }: Pick<DisentanglementSettings, "points">): number[] {
  return linspace({ from: -2, to: 2, count: points });
}

/** Test images of each task of a pair, the first. */
export const IMAGES = 120;

/** Smallest change of ξ that matters: one image in a hundred, both tasks taken together. */
export const SMALLEST_EFFECT = 0.01;
