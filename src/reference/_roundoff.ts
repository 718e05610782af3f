/** The arithmetic whose errors are bounded. */
export interface Roundoff {
  /** The unit roundoff u, half the distance from 1 to the next larger number. */
  readonly unit: number;
  /** γ_m = m·u/(1 − m·u), the relative error of m roundings in a row. */
  readonly gamma: (roundings: number) => number;
  /** The absolute error that one underflow can bring. */
  readonly tiny: number;
}

/**
 * The constants of the analysis (Higham, Accuracy and Stability of Numerical Algorithms, lemma 3.1).
 *
 * To `unitRoundoff` is added that of float64. The bounds are power series in u without a constant
 * term and with no negative coefficient, so bound(u + v) ≥ bound(u) + bound(v): the sum also covers
 * the error of the float64 evaluation that the analysed one is held against.
 */
export function roundoff(unitRoundoff: number): Roundoff {
  if (!(unitRoundoff > 0 && unitRoundoff < 1)) {
    throw new RangeError(
      `Cannot bound errors for unit roundoff ${unitRoundoff}: give 2 ** -24 for float32.`,
    );
  }
  const unit = unitRoundoff + 2 ** -53;
  const gamma = (roundings: number) => {
    const product = roundings * unit;
    if (product >= 1) {
      throw new RangeError(
        `Cannot bound the error of ${roundings} roundings of ${unit}: their product must be below 1.`,
      );
    }
    return product / (1 - product);
  };
  // The smallest normal float32: nothing larger is lost even where subnormal numbers become zero.
  return { unit, gamma, tiny: 2 ** -126 };
}

/** The error of an inner product's terms, elementwise: γ·(|x| + e) + e for factors x ± e. */
export function productError(
  magnitudes: Float64Array,
  { errors, gamma }: { readonly errors: Float64Array; readonly gamma: number },
): Float64Array {
  const result = new Float64Array(magnitudes.length);
  for (let i = 0; i < result.length; i++) {
    result[i] = gamma * (Math.abs(magnitudes[i]!) + errors[i]!) + errors[i]!;
  }
  return result;
}
