import type { Activation } from "../../src/reference/mod.ts";

/** Norms that bound a bias-free network with softmax cross-entropy. */
export interface NetworkNorms {
  /** Layers of weights. */
  readonly depth: number;
  /** Largest ‖W_l‖₂ over layers and iterates. */
  readonly weights: number;
  /** Largest ‖x‖₂ over samples. */
  readonly inputs: number;
  readonly activation: Activation;
}

/** ‖∂ℓ/∂out‖₂ ≤ √2 and ‖∂²ℓ/∂out²‖₂ ≤ ½ for softmax cross-entropy. */
const FIRST = Math.SQRT2;
const SECOND = 0.5;

/** |φ'| ≤ first and |φ''| ≤ second, for activations with φ(0) = 0; ReLU almost everywhere. */
const ACTIVATIONS: Partial<Record<Activation, { first: number; second: number }>> = {
  tanh: { first: 1, second: 4 / (3 * Math.sqrt(3)) },
  relu: { first: 1, second: 0 },
};

/**
 * Bounds on the gradient norm G and the Hessian norm H of the mean loss, anywhere the norms hold.
 *
 * G ≤ √L l₁ q^(L−1) B_x and H ≤ L[l₂ q^(2(L−1)) B_x² + l₁ B_W^(L−2) B₁^(L−1) B_x
 * + l₁ B₂ B_W B_x² Σ_{j=1}^{L−1} q^(L−1−j) q^(2(j−1))], q = B_W B₁ ≥ 1 (ours; the paper's constants
 * are not known to us).
 *
 * @throws {RangeError} For an activation that does not vanish at 0.
 */
export function explicitConstants(
  { depth, weights, inputs, activation }: NetworkNorms,
): { gradient: number; hessian: number } {
  const bounds = ACTIVATIONS[activation];
  if (!bounds) {
    throw new RangeError(`Cannot bound a ${activation} network: its activation is not 0 at 0`);
  }
  const { first, second } = bounds;
  const norm = Math.max(weights, 1 / first);
  const q = norm * first;
  let curvature = 0;
  for (let j = 1; j < depth; j++) curvature += q ** (depth - 1 - j) * q ** (2 * (j - 1));
  return {
    gradient: Math.sqrt(depth) * FIRST * q ** (depth - 1) * inputs,
    hessian: depth * (
      SECOND * q ** (2 * (depth - 1)) * inputs ** 2 +
      FIRST * norm ** (depth - 2) * first ** (depth - 1) * inputs +
      FIRST * second * norm * inputs ** 2 * curvature
    ),
  };
}

/** binom(k, 2): pairs of epochs; with h = k − 2 the paper's binom(h + 2, 2). */
export const epochPairs = (epochs: number): number => epochs * (epochs - 1) / 2;

/** |α|T + 1: how much longer than a gradient δ_t = αΣ_s g_s − g_t may be. */
export const tasksFactor = ({ tasks, alpha }: { tasks: number; alpha: number }): number =>
  Math.abs(alpha) * tasks + 1;

/** T · binom(h+2, 2) · (|α|T + 1) · H · G, the bound on ‖C‖₂ of Theorem 2. */
export function termBound(
  { tasks, alpha, epochs, hessian, gradient }: {
    tasks: number;
    alpha: number;
    epochs: number;
    hessian: number;
    gradient: number;
  },
): number {
  return tasks * epochPairs(epochs) * tasksFactor({ tasks, alpha }) * hessian * gradient;
}

/** |α| η² T H G (1 + |α|T) k(k−1)/2: the bound on the whole gap, with no remainder. */
export const gapBound = (
  { stepSize, ...terms }: Parameters<typeof termBound>[0] & { stepSize: number },
): number => Math.abs(terms.alpha) * stepSize ** 2 * termBound(terms);
