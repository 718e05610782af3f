/** Smallest fall of a mean cosine that matters: a task's vectors are within some .04 of a right angle. */
export const SMALLEST = 0.001;

/** Above what float64 rounds a cosine of 0 to. */
export const ROUNDED = 1e-10;
