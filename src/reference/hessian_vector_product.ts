import { forward, type Tape } from "./_forward.ts";
import { headCurvatureProduct, headGradient } from "./_head.ts";
import { addProduct, addRowSum, addToRows, matrix, packed, transposed } from "./_matrix.ts";
import { checkSizes, type Tangent } from "./_point.ts";
import { type Architecture, layout } from "./architecture.ts";

/**
 * The Hessian of the mean loss times a vector, exact up to rounding, at about twice the cost of
 * a gradient.
 *
 * Laid out as `theta`, `[parameterCount]`. Pearlmutter's R-operator (Fast exact multiplication by
 * the Hessian, Neural Computation 6, 1994): back-propagation differentiated along the vector. For
 * ReLU this is the Hessian almost everywhere, without the kinks' delta functions.
 *
 * @example ½(w₁w₂)² at w = (1, 2) has the Hessian [[4, 4], [4, 1]].
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { hessianVectorProduct } from "./mod.ts";
 *
 * const model = { widths: [1, 1, 1], activation: "linear", loss: "squared", bias: false } as const;
 * const batch = { inputs: Float64Array.of(1), targets: Float64Array.of(0), count: 1 };
 * const theta = Float64Array.of(1, 2);
 * const product = hessianVectorProduct(model, { theta, batch, vector: Float64Array.of(1, 0) });
 * assertEquals(product, Float64Array.of(4, 4));
 * ```
 *
 * @throws {RangeError} If a size is not that of the architecture; the message names both.
 */
export function hessianVectorProduct(
  architecture: Architecture,
  { theta, batch, vector }: Tangent,
): Float64Array {
  checkSizes(architecture, { theta, batch, vector });
  const layers = layout(architecture);
  const { count: rows, targets } = batch;
  const tape = forward(architecture, { theta, batch, order: 2 });
  const { hidden, fed, outputs } = tape;
  const along = forwardTangents(architecture, { theta, batch, vector, tape });
  const result = new Float64Array(theta.length);
  const head = { outputs, targets, count: rows };
  let deltas = headGradient(architecture.loss, head);
  let tangents = headCurvatureProduct(architecture.loss, { ...head, tangents: along.outputs });
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const { weight, bias } = layers[layer]!;
    const delta = matrix(deltas, { rows, columns: weight.columns });
    const tangent = matrix(tangents, { rows, columns: weight.columns });
    const units = matrix(fed[layer]!, { rows, columns: weight.rows });
    const out = matrix(result, weight);
    addProduct(out, { left: transposed(units), right: tangent });
    if (bias) addRowSum(tangent, { data: result, offset: bias.offset });
    if (layer === 0) break;
    const moved = matrix(along.values[layer - 1]!, { rows, columns: weight.rows });
    addProduct(out, { left: transposed(moved), right: delta });

    const back = matrix(new Float64Array(rows * weight.rows), { rows, columns: weight.rows });
    const backTangent = matrix(new Float64Array(rows * weight.rows), back);
    const weights = packed(transposed(matrix(theta, weight)));
    addProduct(back, { left: delta, right: weights });
    addProduct(backTangent, { left: tangent, right: weights });
    addProduct(backTangent, { left: delta, right: packed(transposed(matrix(vector, weight))) });
    const { slopes, curvatures } = hidden[layer - 1]!;
    const preactivationTangents = along.preactivations[layer - 1]!;
    deltas = back.data;
    tangents = backTangent.data;
    for (let i = 0; i < slopes.length; i++) {
      tangents[i] = tangents[i]! * slopes[i]! +
        deltas[i]! * curvatures[i]! * preactivationTangents[i]!;
      deltas[i]! *= slopes[i]!;
    }
  }
  return result;
}

/** The derivatives along `vector` of every unit of a forward pass, each `[count, width]`. */
function forwardTangents(
  architecture: Architecture,
  { theta, batch, vector, tape }: Tangent & { readonly tape: Tape },
) {
  const rows = batch.count;
  const preactivations: Float64Array[] = [];
  const values: Float64Array[] = [];
  layout(architecture).forEach(({ weight, bias }, layer) => {
    const columns = weight.columns;
    const out = matrix(new Float64Array(rows * columns), { rows, columns });
    if (bias) addToRows(out, { data: vector, offset: bias.offset });
    const fed = matrix(tape.fed[layer]!, { rows, columns: weight.rows });
    addProduct(out, { left: fed, right: matrix(vector, weight) });
    if (layer > 0) {
      const moved = matrix(values[layer - 1]!, { rows, columns: weight.rows });
      addProduct(out, { left: moved, right: matrix(theta, weight) });
    }
    preactivations.push(out.data);
    const slopes = tape.hidden[layer]?.slopes;
    if (slopes) values.push(out.data.map((tangent, i) => tangent * slopes[i]!));
  });
  return { preactivations, values, outputs: preactivations.at(-1)! };
}
