/** Units of a hidden layer: small, for every Hessian's norm is taken. */
export const HIDDEN = 8;

/** η in units of 1/λ_max, where every Hessian's norm is measured: the edge of stability, and inside. */
export const MEASURED_STEP_SIZES = [1, 0.1] as const;

/** η in the same units, where norms of the weights are enough: "any η", ten times too long included. */
export const EXPLICIT_STEP_SIZES = [10, 1, 0.1] as const;

/** Room for the rounding of ‖C‖, H and G, relative to the bound. */
export const FLOAT64_SLACK = 1e-9;
export const DEVICE_SLACK = 1e-4;

/** Step sizes of the ReLU counter-example. */
export const KINK_STEP_SIZES = [1e-1, 1e-2, 1e-3, 1e-4] as const;
