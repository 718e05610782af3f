import type { Recording } from "../../src/train/mod.ts";

/** Samples of the control at learning rate 0, whose epochs have one and the same gradient. */
export const CONTROL_SAMPLES = 256;

/** Nothing but the summed gradients of the epochs that are compared. */
export const GRADIENTS_ONLY: Recording = { deltas: [], epochGradients: [1, 2, 3, 4, 5] };
