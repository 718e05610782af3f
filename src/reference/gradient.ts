import { forward } from "./_forward.ts";
import { headGradient } from "./_head.ts";
import { addProduct, addRowSum, matrix, packed, transposed } from "./_matrix.ts";
import { checkSizes, type Point } from "./_point.ts";
import { type Architecture, layout } from "./architecture.ts";

/**
 * The gradient of the mean loss in the parameters, by back-propagation in float64.
 *
 * Laid out as `theta`, `[parameterCount]`. A ReLU's derivative at 0 is 0.
 *
 * @example ½(3w − 1)² at w = 1 has the derivative 3·(3 − 1).
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { gradient } from "./mod.ts";
 *
 * const model = { widths: [1, 1], activation: "linear", loss: "squared", bias: false } as const;
 * const batch = { inputs: Float64Array.of(3), targets: Float64Array.of(1), count: 1 };
 * assertEquals(gradient(model, { theta: Float64Array.of(1), batch }), Float64Array.of(6));
 * ```
 *
 * @throws {RangeError} If a size is not that of the architecture; the message names both.
 */
export function gradient(architecture: Architecture, { theta, batch }: Point): Float64Array {
  checkSizes(architecture, { theta, batch });
  const rows = batch.count;
  const { hidden, fed, outputs } = forward(architecture, { theta, batch });
  const layers = layout(architecture);
  const result = new Float64Array(theta.length);
  let deltas = headGradient(architecture.loss, { outputs, targets: batch.targets, count: rows });
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const { weight, bias } = layers[layer]!;
    const delta = matrix(deltas, { rows, columns: weight.columns });
    const units = matrix(fed[layer]!, { rows, columns: weight.rows });
    addProduct(matrix(result, weight), { left: transposed(units), right: delta });
    if (bias) addRowSum(delta, { data: result, offset: bias.offset });
    if (layer === 0) break;
    const back = matrix(new Float64Array(rows * weight.rows), { rows, columns: weight.rows });
    addProduct(back, { left: delta, right: packed(transposed(matrix(theta, weight))) });
    const { slopes } = hidden[layer - 1]!;
    for (let i = 0; i < slopes.length; i++) back.data[i]! *= slopes[i]!;
    deltas = back.data;
  }
  return result;
}
