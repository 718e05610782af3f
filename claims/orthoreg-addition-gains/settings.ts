import { GRID } from "../_orthoreg/addition.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import type { MethodName } from "../_experiments/merging.ts";

/** A training, and how its vectors are merged where they are not added up. */
export type AdditionSettings = UpdateSettings & { readonly merging?: MethodName };

/** Smallest gain that matters, in points. */
export const SMALLEST_EFFECT = 0.5;

/** How far an expert's accuracy may be from the one recorded in training, in points: rounding. */
export const SAME = 0.5;

/** Merging methods that regularised vectors are also put to. */
export const COMPOSED = ["ties", "dare", "breadcrumbs", "tsv", "iso-c", "consensus"] as const;

/** Twice LoRA's rank: at the authors' scale of 1 one that is left out would go unseen. */
export const SCALED_LORA_ALPHA = 16;

/**
 * Rounds of the joint solution: enough for two tasks of the smoke profile to be as good together as
 * their experts, seen on the MLP without a penalty before there was a transformer.
 */
export const JOINT_ROUNDS = 16;

/** Values of α of which one is to be found: from .5 on, where each step changes many predictions. */
export const KNOWN_SCALINGS: readonly number[] = GRID.filter((alpha) => alpha >= 0.5);
