import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import {
  affine,
  affineRelu,
  crossEntropy,
  type Loss,
  relu,
  softplus,
  tanh,
} from "../engine/mod.ts";
import { type Activation, type Architecture, layout } from "../reference/mod.ts";
import type { Encoder } from "./encoder.ts";

/** A batch on the device: inputs [n, d] and targets [n, c]. */
export interface DeviceBatch {
  readonly inputs: Tensor2D;
  readonly targets: Tensor2D;
}

const activations: Record<Activation, (x: Tensor) => Tensor> = {
  tanh,
  softplus,
  relu,
  linear: (x) => x,
};

/** Logits [n, c] of a feed-forward network; `parameters` in the order of {@linkcode mlpEncoder}'s. */
export function forward(
  architecture: Architecture,
  { inputs, parameters }: { inputs: Tensor2D; parameters: readonly Tensor[] },
): Tensor2D {
  const stride = architecture.bias ? 2 : 1;
  const depth = architecture.widths.length - 1;
  let x: Tensor = inputs;
  for (let layer = 0; layer < depth; layer++) {
    const [weight, bias] = parameters.slice(layer * stride, (layer + 1) * stride);
    const activation = layer < depth - 1 ? architecture.activation : "linear";
    if (bias && activation === "relu") x = affineRelu(x, { weight: weight!, bias });
    else {
      x = bias ? affine(x, { weight: weight!, bias }) : x.matMul(weight!);
      x = activations[activation](x);
    }
  }
  return x as Tensor2D;
}

/** The mean loss of a network over a batch, as a function of its parameter tensors. */
export function meanLoss(architecture: Architecture, { inputs, targets }: DeviceBatch): Loss {
  return (parameters) => {
    const output = forward(architecture, { inputs, parameters });
    if (architecture.loss === "cross-entropy") return crossEntropy(output, targets);
    return output.sub(targets).square().sum().div(2 * targets.shape[0]);
  };
}

/**
 * The encoder that a feed-forward network is without its loss: parameters `w0` [in, out], `b0` [out],
 * `w1`, … from input to output, flat as the reference's.
 *
 * @throws {RangeError} when there are fewer than two widths, or one is not a positive integer
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mlpEncoder } from "./mod.ts";
 *
 * const encoder = mlpEncoder(
 *   { widths: [5, 3, 2], activation: "relu", loss: "cross-entropy", bias: true },
 * );
 * assertEquals([encoder.name, encoder.inputs, encoder.width], ["mlp 5-3-2", 5, 2]);
 * assertEquals(encoder.parameters.map(({ name }) => name), ["w0", "b0", "w1", "b1"]);
 * ```
 */
export function mlpEncoder(architecture: Architecture): Encoder {
  const { widths } = architecture;
  return {
    parameters: layout(architecture).flatMap(({ weight: { rows, columns }, bias }, layer) => [
      { name: `w${layer}`, shape: [rows, columns], layout: "in-out" as const },
      ...bias ? [{ name: `b${layer}`, shape: [columns] }] : [],
    ]),
    name: `mlp ${widths.join("-")}`,
    inputs: widths[0]!,
    width: widths.at(-1)!,
    forward: (inputs, parameters) => forward(architecture, { inputs, parameters }),
  };
}
