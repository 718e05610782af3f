/** Samples of the control at learning rate 0, whose epochs have one and the same gradient. */
export const CONTROL_SAMPLES = 256;
