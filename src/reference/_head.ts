import type { Architecture } from "./architecture.ts";

/** The network's outputs with the targets they are held against, both `[count, classes]`. */
export interface Head {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
  readonly count: number;
}

/** The mean over samples of the loss. */
export function headLoss(kind: Architecture["loss"], { outputs, targets, count }: Head): number {
  if (kind === "squared") {
    let sum = 0;
    for (let i = 0; i < outputs.length; i++) sum += (outputs[i]! - targets[i]!) ** 2;
    return sum / (2 * count);
  }
  const classes = outputs.length / count;
  let sum = 0;
  for (let start = 0; start < outputs.length; start += classes) {
    const peak = peakIndex(outputs, { start, classes });
    let others = 0;
    for (let i = start; i < start + classes; i++) {
      if (i !== peak) others += Math.exp(outputs[i]! - outputs[peak]!);
    }
    // Small losses keep their relative accuracy: the peak's own term, 1, is left to log1p.
    const logNormaliser = Math.log1p(others);
    for (let i = start; i < start + classes; i++) {
      sum += targets[i]! * (outputs[peak]! - outputs[i]! + logNormaliser);
    }
  }
  return sum / count;
}

/**
 * The gradient of the mean loss in the outputs, `[count, classes]`.
 *
 * For cross-entropy p_i Σ_k y_k − y_i, written as Σ_k (y_k p_i − y_i p_k): a sample that is almost
 * right, p_i ≈ y_i = 1, then keeps its relative accuracy.
 */
export function headGradient(
  kind: Architecture["loss"],
  { outputs, targets, count }: Head,
): Float64Array {
  if (kind === "squared") return outputs.map((output, i) => (output - targets[i]!) / count);
  const classes = outputs.length / count;
  const probabilities = softmax(outputs, classes);
  return sumOverClasses(classes, {
    length: outputs.length,
    term: (i, k) => (targets[k]! * probabilities[i]! - targets[i]! * probabilities[k]!) / count,
  });
}

/**
 * The Hessian of the mean loss in the outputs, times `tangents` `[count, classes]`.
 *
 * For cross-entropy p_i (t_i − Σ_k p_k t_k) Σ_k y_k, with the differences taken first.
 */
export function headCurvatureProduct(
  kind: Architecture["loss"],
  { outputs, targets, count, tangents }: Head & { readonly tangents: Float64Array },
): Float64Array {
  if (kind === "squared") return tangents.map((tangent) => tangent / count);
  const classes = outputs.length / count;
  const probabilities = softmax(outputs, classes);
  const result = sumOverClasses(classes, {
    length: outputs.length,
    term: (i, k) => probabilities[k]! * (tangents[i]! - tangents[k]!),
  });
  for (let start = 0; start < result.length; start += classes) {
    const weight = sumOf(targets, { start, classes }) / count;
    for (let i = start; i < start + classes; i++) result[i]! *= weight * probabilities[i]!;
  }
  return result;
}

/** For each entry i the sum of `term(i, k)` over the other entries k of its row. */
function sumOverClasses(
  classes: number,
  { length, term }: {
    readonly length: number;
    readonly term: (i: number, k: number) => number;
  },
): Float64Array {
  const result = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const start = i - i % classes;
    for (let k = start; k < start + classes; k++) if (k !== i) result[i]! += term(i, k);
  }
  return result;
}

/** The softmax of each row, `[count, classes]`. */
export function softmax(outputs: Float64Array, classes: number): Float64Array {
  const result = new Float64Array(outputs.length);
  for (let start = 0; start < outputs.length; start += classes) {
    const peak = outputs[peakIndex(outputs, { start, classes })]!;
    let sum = 0;
    for (let i = start; i < start + classes; i++) sum += result[i] = Math.exp(outputs[i]! - peak);
    for (let i = start; i < start + classes; i++) result[i]! /= sum;
  }
  return result;
}

interface Row {
  readonly start: number;
  readonly classes: number;
}

/** The index of the largest entry of a row. */
export function peakIndex(outputs: Float64Array, { start, classes }: Row): number {
  let peak = start;
  for (let i = start + 1; i < start + classes; i++) if (outputs[i]! > outputs[peak]!) peak = i;
  return peak;
}

/** The sum of a row's entries: 1 for one-hot targets and distributions. */
export function sumOf(data: Float64Array, { start, classes }: Row): number {
  let sum = 0;
  for (let i = start; i < start + classes; i++) sum += data[i]!;
  return sum;
}
