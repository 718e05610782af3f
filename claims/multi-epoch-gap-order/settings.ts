/** k. */
export const EPOCHS = [2, 3, 5, 10] as const;

/** Every gap that a cell of this claim or of the next may ask for comes from one training. */
export const SNAPSHOTS = [1, ...EPOCHS] as const;

/** Half-decade steps from √10 times the largest η that k = 10 admits. */
export const LADDER = { count: 8, perDecade: 2 } as const;

/** The multitask step of the negative control, relative to αη. */
export const WRONG_STEP = 1.1;

/** The reading at fixed training length s = kη. */
export const TRAINING_LENGTH = 1;
export const LENGTHS = [2, 5, 10, 20, 40, 80] as const;
