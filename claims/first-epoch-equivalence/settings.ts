/** η: one step of a size at which training would be done, far above the rounding of the weights. */
export const STEP_SIZE = 0.1;

/** Which arithmetic a reading uses, and how its multitask arm evaluates the gradient of Σ L_t. */
export const READINGS = {
  "device": { arithmetic: "device", summation: "per-task" },
  "device-one-graph": { arithmetic: "device", summation: "one-graph" },
  "float64": { arithmetic: "float64", summation: "per-task" },
  "float64-one-graph": { arithmetic: "float64", summation: "one-graph" },
} as const;
