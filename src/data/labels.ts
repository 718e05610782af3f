/** Classes of samples: `[count]`, from 0 on. */
export type Labels = Uint16Array;

/** The most classes of a task: as many as {@linkcode Labels} can tell apart. */
export const MOST_CLASSES = 2 ** 16;
