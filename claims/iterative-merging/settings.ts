import type { ExperimentSettings } from "../_experiments/settings.ts";

/** A training, split into rounds of so many epochs, each followed by a merge. */
export type IterativeSettings = ExperimentSettings & {
  readonly rounds: number;
  readonly epochsPerRound: number;
};

/** Smallest gains that matter: a hundredth of a nat, and half a point. */
export const SMALLEST_LOSS = 0.01;
export const SMALLEST_ACCURACY = 0.5;

/** Epochs of the control with sign-flipped vectors: two rounds are enough to go the wrong way. */
export const CONTROL_EPOCHS = 2;
