import { forward } from "./_forward.ts";
import { forwardErrors } from "./_forward_error.ts";
import { headGradient } from "./_head.ts";
import { headGradientError } from "./_head_error.ts";
import { addProduct, addRowSum, matrix, packed, transposed } from "./_matrix.ts";
import { checkSizes, type Point } from "./_point.ts";
import { productError, roundoff } from "./_roundoff.ts";
import { type Architecture, layout } from "./architecture.ts";
import { type ElementaryErrors, elementaryErrors } from "./elementary_errors.ts";

/** The arithmetic in which the gradient was computed elsewhere. */
export interface GradientErrorOptions extends Point {
  /** 2 ** -24 for float32, 2 ** -53 for float64. */
  readonly unitRoundoff: number;
  /** `elementaryErrors(activation)` unless given. */
  readonly elementary?: ElementaryErrors;
}

/** How far a computed gradient may be from the exact one. */
export interface GradientErrorBound {
  /** Per coordinate, laid out as `theta`. */
  readonly bound: Float64Array;
  /**
   * Indices of the samples at a kink, ascending: a ReLU's preactivation is no larger than its error,
   * so that its derivative may come out as 0 or 1. (One that is 0 without error, as behind a dead
   * layer, is none: its derivative is 0 here as in tfjs and PyTorch.) Unless empty, the bound does not hold for this
   * batch; it does for both gradients of `excludeSamples(batch, kinks)`, asked anew.
   */
  readonly kinks: readonly number[];
}

/** Roundings of the mean beside the sum's own: 1/count, its product with a term, one to spare. */
const MEAN_ROUNDINGS = 3;
/** Covers the float64 rounding of the analysis itself. */
const SLACK = 1 + 1e-9;

/**
 * A rigorous bound, coordinate by coordinate, on |computed gradient − exact gradient|, and on
 * |computed gradient − `gradient(…)`|, for any order of summation.
 *
 * Running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, ch. 3): absolute
 * error bounds are carried through the forward pass, the loss and back-propagation, each inner
 * product of m terms adding γ_m · Σ|terms|. It supposes basic operations with relative error u
 * (fused multiply-adds and flushed subnormals included), quotients within 5u, parameters and samples
 * that the arithmetic holds exactly, the softmax as exp(o − max o)/Σ with the maximum held constant,
 * and no fast matrix product in Strassen's way.
 *
 * @example A gradient whose every operation was rounded to float32.
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { gradient, gradientErrorBound } from "./mod.ts";
 *
 * const model = { widths: [1, 1], activation: "linear", loss: "squared", bias: false } as const;
 * const point = {
 *   theta: Float64Array.of(Math.fround(.1)),
 *   batch: { inputs: Float64Array.of(3), targets: Float64Array.of(1), count: 1 },
 * };
 * const computed = 3 * Math.fround(Math.fround(3 * point.theta[0]!) - 1);
 * const { bound, kinks } = gradientErrorBound(model, { ...point, unitRoundoff: 2 ** -24 });
 * assert(Math.abs(computed - gradient(model, point)[0]!) <= bound[0]!);
 * assert(bound[0]! < 3e-6);
 * assertEquals(kinks, []);
 * ```
 *
 * @throws {RangeError} If a size is not that of the architecture, or the unit roundoff is not in
 *   (0, 1) or too large for the length of the sums.
 */
export function gradientErrorBound(
  architecture: Architecture,
  { theta, batch, unitRoundoff, elementary = elementaryErrors(architecture.activation) }:
    GradientErrorOptions,
): GradientErrorBound {
  checkSizes(architecture, { theta, batch });
  const arithmetic = roundoff(unitRoundoff);
  const { gamma, tiny } = arithmetic;
  const rows = batch.count;
  const magnitudes = theta.map(Math.abs);
  const tape = forward(architecture, { theta, batch, order: 2 });
  const ahead = forwardErrors(architecture, {
    magnitudes,
    tape,
    count: rows,
    elementary,
    arithmetic,
  });
  const head = { outputs: tape.outputs, targets: batch.targets, count: rows };
  let deltas = headGradient(architecture.loss, head);
  let errors = headGradientError(architecture.loss, {
    ...head,
    errors: ahead.outputs,
    elementary,
    arithmetic,
  });
  const mean = gamma(rows + MEAN_ROUNDINGS), product = gamma(2);
  const underflow = 4 * (rows + MEAN_ROUNDINGS) * tiny;
  const bound = new Float64Array(theta.length);
  const layers = layout(architecture);
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const { weight, bias } = layers[layer]!;
    const shape = { rows, columns: weight.columns };
    const fedShape = { rows, columns: weight.rows };
    const summed = matrix(productError(deltas, { errors, gamma: mean }), shape);
    const fed = tape.fed[layer]!, fedErrors = ahead.fed[layer]!;
    const out = matrix(bound, weight);
    const reach = matrix(fed.map((unit, i) => Math.abs(unit) + fedErrors[i]!), fedShape);
    addProduct(out, { left: transposed(reach), right: summed });
    if (bias) addRowSum(summed, { data: bound, offset: bias.offset });
    if (layer === 0) break;
    addProduct(out, {
      left: transposed(matrix(fedErrors, fedShape)),
      right: matrix(deltas.map(Math.abs), shape),
    });

    const back = matrix(new Float64Array(rows * weight.rows), fedShape);
    addProduct(back, {
      left: matrix(deltas, shape),
      right: packed(transposed(matrix(theta, weight))),
    });
    const losses = new Float64Array(back.data.length).fill(8 * weight.columns * tiny);
    const backErrors = matrix(losses, fedShape);
    addProduct(backErrors, {
      left: matrix(productError(deltas, { errors, gamma: gamma(weight.columns) }), shape),
      right: packed(transposed(matrix(magnitudes, weight))),
    });
    const { slopes } = tape.hidden[layer - 1]!;
    const slopeErrors = ahead.slopes[layer - 1]!;
    deltas = back.data;
    errors = backErrors.data;
    for (let i = 0; i < slopes.length; i++) {
      const slope = slopes[i]! + slopeErrors[i]!;
      const size = Math.abs(deltas[i]!);
      errors[i] = size * slopeErrors[i]! + slope * errors[i]! +
        product * slope * (size + errors[i]!) + tiny;
      deltas[i]! *= slopes[i]!;
    }
  }
  return { bound: bound.map((entry) => entry * SLACK + underflow), kinks: ahead.kinks };
}
