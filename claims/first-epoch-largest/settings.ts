/** Samples and epochs of the control that starts at the expert: its norms rise at once. */
export const CONTROL_SAMPLES = 512;
export const CONTROL_EPOCHS = 3;
