import { type Head, peakIndex, softmax, sumOf } from "./_head.ts";
import type { Roundoff } from "./_roundoff.ts";
import type { Architecture } from "./architecture.ts";
import type { ElementaryErrors } from "./elementary_errors.ts";

interface Analysis extends Head {
  /** Bounds on the outputs' errors, `[count, classes]`. */
  readonly errors: Float64Array;
  readonly elementary: ElementaryErrors;
  readonly arithmetic: Roundoff;
}

/** Roundings between p (or o) and (p − y)/count: a subtraction and the scalings around it. */
const DIFFERENCE_ROUNDINGS = 4;
/** Those of a quotient that is off by 2.5 units in the last place, as in WGSL, and two products. */
const QUOTIENT_ROUNDINGS = 8;

/** Bounds on the error of the mean loss's gradient in the outputs, `[count, classes]`. */
export function headGradientError(kind: Architecture["loss"], analysis: Analysis): Float64Array {
  return kind === "squared" ? squaredError(analysis) : crossEntropyError(analysis);
}

function squaredError({ outputs, targets, count, errors, arithmetic }: Analysis): Float64Array {
  const rounding = arithmetic.gamma(DIFFERENCE_ROUNDINGS);
  return errors.map((error, i) =>
    (error + rounding * (Math.abs(outputs[i]! - targets[i]!) + error)) / count + arithmetic.tiny
  );
}

/**
 * For the softmax as exp(o − max o) / Σ exp(o − max o).
 *
 * Errors are followed in log p, where those of the outputs, of exp and of the quotient add up.
 */
function crossEntropyError(
  { outputs, targets, count, errors, elementary, arithmetic }: Analysis,
): Float64Array {
  const { unit, gamma, tiny } = arithmetic;
  const { constant, proportional } = elementary.exponential;
  const classes = outputs.length / count;
  const probabilities = softmax(outputs, classes);
  const quotient = gamma(classes + QUOTIENT_ROUNDINGS);
  const difference = gamma(DIFFERENCE_ROUNDINGS);
  const result = new Float64Array(outputs.length);
  const exponentials = new Float64Array(classes);
  for (let start = 0; start < outputs.length; start += classes) {
    const peak = peakIndex(outputs, { start, classes });
    const largest = errors.subarray(start, start + classes).reduce((a, b) => Math.max(a, b), 0);
    let spread = 0;
    for (let k = 0; k < classes; k++) {
      const argument = outputs[peak]! - outputs[start + k]! + 2 * largest;
      const relative = (constant + (1 + proportional) * argument) * unit * (1 + unit);
      exponentials[k] = relative < 1 ? relative / (1 - relative) : Infinity;
      spread += growth(probabilities[start + k]!, exponentials[k]!);
    }
    const sum = Math.exp(2 * largest) * spread + gamma(classes) * (1 + spread) +
      classes * tiny;
    const normaliser = sum < 1 ? sum / (1 - sum) : Infinity;
    const mass = sumOf(targets, { start, classes });
    for (let k = 0; k < classes; k++) {
      const i = start + k;
      const exponent = errors[i]! + largest + exponentials[k]! + normaliser + quotient;
      const error = Math.abs(mass) * growth(probabilities[i]!, exponent);
      const size = Math.abs(mass) * probabilities[i]! + error + Math.abs(targets[i]!);
      result[i] = (error + difference * size) / count + tiny;
    }
  }
  return result;
}

/**
 * How much p may change when log p changes by up to `exponent`.
 *
 * A computed p lies in [0, 1 + a few u], which is what is left to say where the exponent is large.
 */
function growth(probability: number, exponent: number): number {
  return exponent < 1 ? Math.min(1.5, probability * Math.expm1(exponent)) : 1.5;
}
