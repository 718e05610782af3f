import { activate } from "./_activation.ts";
import { addProduct, addToRows, matrix } from "./_matrix.ts";
import type { Point } from "./_point.ts";
import { type Architecture, layout } from "./architecture.ts";

/** What one hidden layer leaves behind, each `[count, width]`. */
export interface HiddenLayer {
  readonly preactivations: Float64Array;
  readonly values: Float64Array;
  /** φ'(z). */
  readonly slopes: Float64Array;
  /** φ''(z); filled only by a pass of second order. */
  readonly curvatures: Float64Array;
}

/** What a forward pass leaves for the passes back. */
export interface Tape {
  readonly hidden: readonly HiddenLayer[];
  /** What each layer of weights is fed, `[count, in]`: the inputs, then the hidden values. */
  readonly fed: readonly Float64Array[];
  /** `[count, outputs]`. */
  readonly outputs: Float64Array;
}

/** Evaluates the network on a batch and keeps every layer's units; order 2 also fills φ''. */
export function forward(
  architecture: Architecture,
  { theta, batch, order = 1 }: Point & { readonly order?: 1 | 2 },
): Tape {
  const layers = layout(architecture);
  const rows = batch.count;
  const hidden: HiddenLayer[] = [];
  const fed: Float64Array[] = [batch.inputs];
  for (const { weight, bias } of layers) {
    const right = matrix(theta, weight);
    const out = matrix(new Float64Array(rows * right.columns), { rows, columns: right.columns });
    if (bias) addToRows(out, { data: theta, offset: bias.offset });
    addProduct(out, { left: matrix(fed.at(-1)!, { rows, columns: right.rows }), right });
    if (fed.length === layers.length) return { hidden, fed, outputs: out.data };
    const length = out.data.length;
    const layer = {
      preactivations: out.data,
      values: new Float64Array(length),
      slopes: new Float64Array(length),
      curvatures: new Float64Array(order === 2 ? length : 0),
    };
    activate(architecture.activation, {
      ...layer,
      curvatures: order === 2 ? layer.curvatures : undefined,
    });
    hidden.push(layer);
    fed.push(layer.values);
  }
  throw new RangeError("Cannot evaluate a network without layers.");
}
