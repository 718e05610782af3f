import { Matrix } from "ml-matrix";

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
    const before = fed[layer]!.mmul(weights[layer]!);
    fed.push(mapped(before, VALUE[activation]));
    slopes.push(mapped(before, SLOPE[activation]));
  }
  return { fed, slopes, outputs: fed.at(-1)!.mmul(weights.at(-1)!) };
}

/** ∂f(x)·tangents, [n, outputs]: the derivative of the outputs along a displacement of the weights. */
export function along(
  { fed, slopes }: Trace,
  { weights, tangents }: { weights: Weights; tangents: Weights },
): Matrix {
  let tangent = fed[0]!.mmul(tangents[0]!);
  for (const [layer, slope] of slopes.entries()) {
    tangent = tangent.mul(slope).mmul(weights[layer + 1]!)
      .add(fed[layer + 1]!.mmul(tangents[layer + 1]!));
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
    gradients.unshift(fed[layer]!.transpose().mmul(cotangent));
    if (layer > 0) {
      cotangent = cotangent.mmul(weights[layer]!.transpose()).mul(slopes[layer - 1]!);
    }
  }
  return gradients;
}

/** Largest |∂f_o/∂z_k| of the first layer's features over samples and outputs, [features]. */
export function featureSensitivities(trace: Trace, weights: Weights): Float64Array {
  const { outputs, slopes } = trace;
  const largest = new Float64Array(weights[0]!.columns);
  for (let output = 0; output < outputs.columns; output++) {
    let cotangent = Matrix.zeros(outputs.rows, outputs.columns);
    cotangent.setColumn(output, Array<number>(outputs.rows).fill(1));
    for (let layer = weights.length - 1; layer > 0; layer--) {
      cotangent = cotangent.mmul(weights[layer]!.transpose()).mul(slopes[layer - 1]!);
    }
    for (let k = 0; k < largest.length; k++) {
      for (const entry of cotangent.getColumn(k)) {
        largest[k] = Math.max(largest[k]!, Math.abs(entry));
      }
    }
  }
  return largest;
}

/** Σ factor_i · weights_i, new matrices. */
export function combined(...terms: readonly (readonly [number, Weights])[]): Matrix[] {
  return terms[0]![1].map((_, layer) =>
    terms.map(([factor, weights]) => Matrix.mul(weights[layer]!, factor)).reduce((a, b) => a.add(b))
  );
}

/** A new matrix of a function of every entry. */
export function mapped(matrix: Matrix, of: (entry: number) => number): Matrix {
  return Matrix.from1DArray(matrix.rows, matrix.columns, matrix.to1DArray().map(of));
}

const VALUE = { relu: (z: number) => Math.max(z, 0), tanh: Math.tanh };
const SLOPE = { relu: (z: number) => z > 0 ? 1 : 0, tanh: (z: number) => 1 - Math.tanh(z) ** 2 };
