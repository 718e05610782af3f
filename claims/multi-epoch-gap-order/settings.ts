/** k. */
export const EPOCHS = [2, 3, 5, 10] as const;

/** The multitask step of the negative control, relative to αη. */
export const WRONG_STEP = 1.1;

/** The reading at fixed training length s = kη. */
export const TRAINING_LENGTH = 1;
export const LENGTHS = [2, 5, 10, 20, 40, 80] as const;
