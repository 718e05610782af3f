import type { RandomStream } from "../../src/random/mod.ts";
import { hadamardSign } from "../_matrices/hadamard.ts";
import type { Layer } from "./layer.ts";

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => i === j ? 1 : 0));

/**
 * x = (x₁, x₂, s), w₁ = (1, 0, 2), w₂ = (0, 1, −2), the task being the sign: each feature is always
 * active on its own task and never on the other, and w₁·w₂ = −4.
 */
export const OPPOSED: Layer = {
  mixing: identity(3),
  signs: 1,
  weights: [[1, 0, 2], [0, 1, -2]],
  threshold: 0,
  taskOf: ([sign]) => sign === 1 ? 0 : 1,
  specialised: [0, 1],
};

/**
 * x = (x₁, x₂, s₁, s₂), the task being the product of the signs, w₁ = (1, 0, c, c), w₂ = (0, 1, c, −c):
 * above the threshold c the first is active where both signs are 1, the second where only s₁ is, and
 * Cov(z₁, z₂) = 0. Then the coordinates are turned by half a Hadamard matrix of order 4 with signs and
 * order drawn, which keeps the covariance I to the bit, and c is drawn in sixteenths.
 */
export function decorrelated(random: RandomStream): Layer {
  const c = 2 + random.integer(64) / 16;
  const weights = [[1, 0, c, c], [0, 1, c, -c]];
  const order = random.shuffle([0, 1, 2, 3]);
  const signs = order.map(() => random.integer(2) ? 1 : -1);
  const turn = order.map((row) =>
    signs.map((sign, column) => sign * hadamardSign(row, column) / 2)
  );
  return {
    mixing: turn,
    signs: 2,
    weights: weights.map((weight) =>
      turn.map((row) => row.reduce((z, t, i) => z + t * weight[i]!, 0))
    ),
    threshold: c,
    taskOf: ([one, other]) => one === other ? 0 : 1,
    specialised: [0, 1],
  };
}

/**
 * The same features of inputs whose first sign counts twice: w·x and every sensitivity stay, Σ ≠ I.
 */
export function unwhitened(random: RandomStream): Layer {
  const layer = decorrelated(random);
  return {
    ...layer,
    // x ↦ Ax with A = diag(2, 1, 1, 1) and w ↦ A⁻¹w leave every feature as it was.
    mixing: layer.mixing.map((row, i) => i === 0 ? row.map((entry) => 2 * entry) : row),
    weights: layer.weights.map((weight) => weight.map((entry, i) => i === 0 ? entry / 2 : entry)),
  };
}
