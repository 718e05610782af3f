import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { type Architecture, layout, parameterCount } from "../reference/mod.ts";
import type { Loss } from "./autodiff.ts";
import type { Engine } from "./engine.ts";
import { affine, affineRelu } from "./affine.ts";
import { crossEntropy, softplus, tanh } from "./ops.ts";
import { spread } from "./_spread.ts";

const SAMPLES = 12;

/**
 * What the self-test probes: the smooth activations, ReLU, and both losses. No unit of the ReLU
 * network comes near its kink within the differences that are taken.
 */
export const NETWORKS: readonly Architecture[] = [
  { widths: [5, 7, 6, 4], activation: "tanh", loss: "cross-entropy", bias: true },
  { widths: [5, 8, 4], activation: "softplus", loss: "cross-entropy", bias: true },
  { widths: [5, 4, 4, 3], activation: "relu", loss: "cross-entropy", bias: true },
  { widths: [4, 6, 3], activation: "tanh", loss: "squared", bias: true },
];

/** One small network, with a point and two directions that float32 holds exactly. */
export interface Probe {
  readonly architecture: Architecture;
  readonly theta: Float32Array;
  readonly directions: readonly [Float32Array, Float32Array];
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
  readonly count: number;
}

/** The probe of an architecture with biases; the same in every run. */
export function probe(architecture: Architecture): Probe {
  const { widths } = architecture;
  const size = parameterCount(architecture);
  const classes = widths.at(-1)!;
  const targets = new Float32Array(SAMPLES * classes);
  for (let row = 0; row < SAMPLES; row++) targets[row * classes + (row * 5) % classes] = 1;
  return {
    architecture,
    theta: spread(size, 1),
    directions: [spread(size, 2), spread(size, 3)],
    inputs: spread(SAMPLES * widths[0]!, 4),
    targets,
    count: SAMPLES,
  };
}

/** Layers with the activations behind them. */
const HIDDEN: Record<Architecture["activation"], typeof affine> = {
  tanh: (x, layer) => tanh(affine(x, layer)),
  softplus: (x, layer) => softplus(affine(x, layer)),
  relu: affineRelu,
  linear: affine,
};

/** The probe's mean loss on the device, as the float64 reference defines it, and its disposal. */
export function deviceLoss(engine: Engine, probe: Probe): { loss: Loss; dispose: () => void } {
  const { tf } = engine;
  const { architecture: { widths, activation, loss }, count } = probe;
  const inputs = engine.tensor(probe.inputs, [count, widths[0]!]);
  const targets = engine.tensor(probe.targets, [count, widths.at(-1)!]);
  const outputs = (parameters: readonly Tensor[]) => {
    let x = inputs;
    for (let layer = 0; layer < widths.length - 1; layer++) {
      const at = { weight: parameters[2 * layer]!, bias: parameters[2 * layer + 1]! };
      x = layer < widths.length - 2 ? HIDDEN[activation](x, at) : affine(x, at);
    }
    return x;
  };
  const squared = (x: Tensor) => tf.div<Scalar>(tf.sum(tf.square(tf.sub(x, targets))), 2 * count);
  const head = loss === "squared" ? squared : (x: Tensor) => crossEntropy(x, targets);
  return {
    loss: (parameters) => head(outputs(parameters)),
    dispose: () => tf.dispose([inputs, targets]),
  };
}

/** A flat vector as the tensors of the weights and biases of a network that has both. */
export function unpack(engine: Engine, { architecture }: Probe, flat: Float32Array): Tensor[] {
  return layout(architecture).flatMap(({ weight: { offset, rows, columns }, bias }) => [
    engine.tensor(flat.subarray(offset, offset + rows * columns), [rows, columns]),
    engine.tensor(flat.subarray(bias!.offset, bias!.offset + bias!.length), [bias!.length]),
  ]);
}

/** The inverse of {@linkcode unpack}; disposes of the tensors. */
export async function pack(engine: Engine, tensors: readonly Tensor[]): Promise<Float64Array> {
  const parts = await Promise.all(tensors.map((tensor) => engine.read(tensor)));
  engine.tf.dispose([...tensors]);
  return Float64Array.from(parts.flatMap((part) => [...part]));
}
