/** η. */
export const STEP_SIZE = 0.1;

/** Coordinates that the float64 reading checks by forward-mode differentiation, drawn per seed. */
export const COORDINATES = 16;
