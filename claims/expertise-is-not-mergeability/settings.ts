/** Smallest difference of gains that matters, in points. */
export const SMALLEST = 0.5;
