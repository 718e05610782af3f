import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import {
  affine,
  affineRelu,
  crossEntropy,
  type Engine,
  type Loss,
  relu,
  softplus,
  tanh,
} from "../engine/mod.ts";
import { type Activation, type Architecture, layout, parameterCount } from "../reference/mod.ts";

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

/** Logits [n, c] of a feed-forward network; `parameters` in the order of {@linkcode parameterTensors}. */
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
 * Uploads a flat vector [P] as one tensor a weight [in, out] and a bias [out], layer by layer.
 *
 * @throws {RangeError} when the vector is not as long as the network has parameters
 */
export function parameterTensors(
  engine: Engine,
  { architecture, theta }: { architecture: Architecture; theta: Float32Array },
): Tensor[] {
  const expected = parameterCount(architecture);
  if (theta.length !== expected) {
    throw new RangeError(
      `Cannot upload the parameters of the network ${architecture.widths.join("-")}: ` +
        `its vector must have ${expected} entries, found ${theta.length}.`,
    );
  }
  return layout(architecture).flatMap(({ weight, bias }) => {
    const { offset, rows, columns } = weight;
    const tensors = [
      engine.tensor(theta.subarray(offset, offset + rows * columns), [rows, columns]),
    ];
    if (bias) {
      tensors.push(engine.tensor(theta.subarray(bias.offset, bias.offset + bias.length), [
        bias.length,
      ]));
    }
    return tensors;
  });
}

/** Reads parameter tensors back into one flat vector [P]; the values are float32. */
export async function flatten(engine: Engine, tensors: readonly Tensor[]): Promise<Float64Array> {
  const flat = new Float64Array(tensors.reduce((total, tensor) => total + tensor.size, 0));
  let offset = 0;
  for (const tensor of tensors) {
    flat.set(await engine.read(tensor), offset);
    offset += tensor.size;
  }
  return flat;
}
