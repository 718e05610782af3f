import type { ExperimentSettings } from "../_experiments/settings.ts";

/** A training, split into rounds of so many epochs, each followed by a merge. */
export type IterativeSettings = ExperimentSettings & {
  readonly rounds: number;
  readonly epochsPerRound: number;
};

/** Smallest gains that matter: a hundredth of a nat, and half a point. */
export const SMALLEST_LOSS = 0.01;
export const SMALLEST_ACCURACY = 0.5;

/** Epochs of the controls that train: two are enough to go the wrong way, or the same way. */
export const CONTROL_EPOCHS = 2;

/**
 * How far one round may be from merging once, in nats: the same trainings, whose displacements are
 * rounded to float32 in another place. A tenth of the smallest gain that matters.
 */
export const SAME_LOSS = SMALLEST_LOSS / 10;
