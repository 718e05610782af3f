import type { Activation } from "./architecture.ts";

/** One layer's units before and after the activation, elementwise and of one length. */
export interface Units {
  readonly preactivations: Float64Array;
  /** Filled with φ(z). */
  readonly values: Float64Array;
  /** Filled with φ'(z). */
  readonly slopes: Float64Array;
  /** Filled with φ''(z) where given. */
  readonly curvatures?: Float64Array | undefined;
}

/**
 * Fills in an activation and its derivatives; at a ReLU's kink both derivatives are 0.
 *
 * Softplus goes through exp(−|z|), so no z overflows.
 */
export function activate(activation: Activation, units: Units): void {
  const { preactivations, values, slopes, curvatures } = units;
  for (let i = 0; i < preactivations.length; i++) {
    const z = preactivations[i]!;
    let value = z, slope = 1, curvature = 0;
    if (activation === "tanh") {
      value = Math.tanh(z);
      slope = 1 - value * value;
      curvature = -2 * value * slope;
    } else if (activation === "softplus") {
      const decay = Math.exp(-Math.abs(z));
      const tail = 1 / (1 + decay);
      value = Math.max(z, 0) + Math.log1p(decay);
      slope = z > 0 ? tail : decay * tail;
      curvature = decay * tail * tail;
    } else if (activation === "relu") {
      value = z > 0 ? z : 0;
      slope = z > 0 ? 1 : 0;
    }
    values[i] = value;
    slopes[i] = slope;
    if (curvatures) curvatures[i] = curvature;
  }
}
