/** Smallest fall of the cosine that matters. */
export const SMALLEST = 0.02;
/** Step size of the control that takes one full-batch step. */
export const ONE_STEP = 0.01;
/** What float32 weights of norm 20 that move by 1e-2 may turn the step's direction by. */
export const ONE_STEP_TOLERANCE = 1e-4;
