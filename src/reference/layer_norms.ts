import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { type Architecture, layout, parameterCount } from "./architecture.ts";

/**
 * The spectral norm ‖W_l‖₂ of each layer's weights, from input to output; biases are left out.
 *
 * The root of the largest eigenvalue of the smaller Gram matrix, which for the largest singular
 * value is as accurate as a singular value decomposition and far cheaper.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { layerNorms } from "./mod.ts";
 *
 * const model = { widths: [2, 2], activation: "linear", loss: "squared", bias: false } as const;
 * const [norm] = layerNorms(model, Float64Array.of(0, 3, 4, 0));
 * assertAlmostEquals(norm!, 4, 1e-15);
 * ```
 *
 * @throws {RangeError} If `theta` does not have the length of the architecture's parameters.
 */
export function layerNorms(architecture: Architecture, theta: Float64Array): readonly number[] {
  const parameters = parameterCount(architecture);
  if (theta.length !== parameters) {
    throw new RangeError(
      `Cannot take the layer norms of the network ${architecture.widths.join("-")}: ` +
        `theta must have ${parameters} entries, found ${theta.length}.`,
    );
  }
  return layout(architecture).map(({ weight: { offset, rows, columns } }) => {
    const weights = Matrix.from1DArray(
      rows,
      columns,
      theta.subarray(offset, offset + rows * columns),
    );
    const gram = rows < columns
      ? weights.mmul(weights.transpose())
      : weights.transpose().mmul(weights);
    const { realEigenvalues } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
    return Math.sqrt(Math.max(...realEigenvalues, 0));
  });
}
