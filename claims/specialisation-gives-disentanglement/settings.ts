import type { Construction } from "../_specialisation/construct.ts";
import type { Training } from "../_specialisation/fine_tune.ts";

/** A construction, and how its tasks are trained. */
export type DisentanglementSettings = Construction & Training;

/** The claim's own: disjoint columns, shared inputs, the first layer trained linearised. */
export const STATED: Omit<DisentanglementSettings, "tasks" | "activation" | "depth"> = {
  columns: "disjoint",
  inputs: "shared",
  form: "linearised",
  trained: "specialised",
  weightDecay: 0,
  decayTo: "zero",
};

/** λ of the reading that decays: the authors'. */
export const WEIGHT_DECAY = 0.1;

/** α = (1, …, 1), and draws from U[−2, 2] for every task. */
export const DRAWS = 7;
export const LARGEST_ALPHA = 2;
