import type { Premise } from "./premises.ts";

/** Premises of the corollary as stated. */
export const STATED: readonly Premise[] = ["centred", "whitened", "specialised"];

/** The same and the step that its proof uses. */
export const WITH_DECORRELATION: readonly Premise[] = [...STATED, "decorrelated"];

/** Four products and their sum, two norms, a root and a quotient, in units of u. */
export const ROUNDING = 8 * 2 ** -53;
