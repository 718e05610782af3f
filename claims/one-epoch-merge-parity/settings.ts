import type { MethodName } from "../_experiments/merging.ts";
import type { ExperimentSettings } from "../_experiments/settings.ts";

/** A training, and how its task vectors are merged. */
export type ParitySettings = ExperimentSettings & { readonly method: MethodName };

/** The loss of accuracy that parity allows, in points. */
export const MARGIN = 2;

/** Smallest change of merged accuracy, in points, that an implementation slip must make. */
export const VISIBLE = 0.5;

/** The readings whose α is the best on validation, in place of 1/T. */
export const TUNED: readonly string[] = ["tuned", "further-methods"];
