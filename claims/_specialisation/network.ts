import {
  combined as sum,
  hadamard,
  mapped,
  type Matrix,
  matrix,
  product,
  transposed,
} from "../_matrices/matrix.ts";

/** A hidden unit's function; both are 0 at 0 and nowhere steeper than 1. */
export type Activation = "relu" | "tanh";

/** A network without biases: f(x) = φ_L(… φ_1(xW_1) …)W_L, layers [in, out], the last one linear. */
export interface Network {
  readonly activations: readonly Activation[];
}

/** A network's weights, or a displacement of them, a matrix [in, out] a layer. */
export type Weights = readonly Matrix[];

/** What a forward pass leaves for derivatives. */
export interface Trace {
  /** What each layer is fed, [n, in]. */
  readonly fed: readonly Matrix[];
  /** φ'(z) of each hidden layer, [n, width]. */
  readonly slopes: readonly Matrix[];
  /** [n, outputs]. */
  readonly outputs: Matrix;
}

/** Evaluates the network on inputs, [n, in]. */
export function evaluate(
  { activations }: Network,
  { weights, inputs }: { weights: Weights; inputs: Matrix },
): Trace {
  const fed = [inputs];
  const slopes: Matrix[] = [];
  for (const [layer, activation] of activations.entries()) {
    const before = product(fed[layer]!, weights[layer]!);
    fed.push(mapped(before, VALUE[activation]));
    slopes.push(mapped(before, SLOPE[activation]));
  }
  return { fed, slopes, outputs: product(fed.at(-1)!, weights.at(-1)!) };
}

/** ∂f(x)·tangents, [n, outputs]: the derivative of the outputs along a displacement of the weights. */
export function along(
  { fed, slopes }: Trace,
  { weights, tangents }: { weights: Weights; tangents: Weights },
): Matrix {
  let tangent = product(fed[0]!, tangents[0]!);
  for (const [layer, slope] of slopes.entries()) {
    tangent = sum(
      [1, product(hadamard(tangent, slope), weights[layer + 1]!)],
      [1, product(fed[layer + 1]!, tangents[layer + 1]!)],
    );
  }
  return tangent;
}

/** Σ_n ∂f(x_n)ᵀ·cotangent_n, a matrix a layer. */
export function back(
  { fed, slopes }: Trace,
  { weights, cotangents }: { weights: Weights; cotangents: Matrix },
): Matrix[] {
  const gradients: Matrix[] = [];
  let cotangent = cotangents;
  for (let layer = weights.length - 1; layer >= 0; layer--) {
    gradients.unshift(product(transposed(fed[layer]!), cotangent));
    if (layer > 0) {
      cotangent = through(cotangent, { weights: weights[layer]!, slopes: slopes[layer - 1]! });
    }
  }
  return gradients;
}

/** Largest |∂f_o/∂z_k| of the first layer's features over samples and outputs, [features]. */
export function featureSensitivities({ outputs, slopes }: Trace, weights: Weights): Float64Array {
  const largest = new Float64Array(weights[0]!.columns);
  for (let output = 0; output < outputs.columns; output++) {
    let cotangent = matrix(outputs, (_, column) => column === output ? 1 : 0);
    for (let layer = weights.length - 1; layer > 0; layer--) {
      cotangent = through(cotangent, { weights: weights[layer]!, slopes: slopes[layer - 1]! });
    }
    cotangent.data.forEach((entry, i) => {
      const k = i % largest.length;
      largest[k] = Math.max(largest[k]!, Math.abs(entry));
    });
  }
  return largest;
}

/** Σ factor_i · weights_i, new matrices. */
export function combined(...terms: readonly (readonly [number, Weights])[]): Matrix[] {
  return terms[0]![1].map((_, layer) =>
    sum(...terms.map(([factor, weights]) => [factor, weights[layer]!] as const))
  );
}

/** A cotangent of a layer's outputs brought back to the preactivations of what fed it. */
function through(
  cotangent: Matrix,
  { weights, slopes }: { weights: Matrix; slopes: Matrix },
): Matrix {
  return hadamard(product(cotangent, transposed(weights)), slopes);
}

const VALUE = { relu: (z: number) => Math.max(z, 0), tanh: Math.tanh };
const SLOPE = { relu: (z: number) => z > 0 ? 1 : 0, tanh: (z: number) => 1 - Math.tanh(z) ** 2 };
