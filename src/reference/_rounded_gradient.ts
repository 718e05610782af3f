import type { Point } from "./_point.ts";
import { type Architecture, layout } from "./architecture.ts";

/** The arithmetic of a device that is known only by its unit roundoff. */
export interface Device {
  /** Applied to the result of every operation. */
  readonly round: (exact: number) => number;
  /** Uniform in [0, 1): decides the order of every sum and where the mean is taken. */
  readonly uniform: () => number;
}

/**
 * The gradient of the mean loss as a device computes it: every operation rounded, every sum in an
 * order of its own, tanh as 2·sigmoid(2x) − 1 and softplus as tfjs has it.
 */
export function roundedGradient(
  architecture: Architecture,
  { theta, batch, round, uniform }: Point & Device,
): Float64Array {
  const { widths, bias } = architecture;
  const layers = layout(architecture);
  const terms: number[][] = Array.from(theta, () => []);
  const share = round(1 / batch.count);
  const scaleFirst = uniform() < .5;
  const sum = (values: readonly number[]) => sumInAnyOrder(values, { round, uniform });
  const rowOf = (data: Float64Array, { width, sample }: { width: number; sample: number }) =>
    Array.from(data.subarray(sample * width, (sample + 1) * width));
  for (let sample = 0; sample < batch.count; sample++) {
    const fed = [rowOf(batch.inputs, { width: widths[0]!, sample })];
    const slopes: number[][] = [];
    for (const { weight, bias: biases } of layers) {
      const preactivations = Array.from({ length: weight.columns }, (_, j) => {
        const products = fed.at(-1)!.map((unit, i) =>
          round(unit * theta[weight.offset + i * weight.columns + j]!)
        );
        return sum(biases ? [...products, theta[biases.offset + j]!] : products);
      });
      if (fed.length === layers.length) {
        fed.push(preactivations);
      } else {
        const units = preactivations.map((z) => activated(architecture, { z, round }));
        fed.push(units.map(({ value }) => value));
        slopes.push(units.map(({ slope }) => slope));
      }
    }
    const targets = rowOf(batch.targets, { width: widths.at(-1)!, sample });
    const predicted = architecture.loss === "squared" ? fed.at(-1)! : softmaxOf(fed.at(-1)!, {
      round,
      sum,
    });
    let deltas = predicted.map((entry, k) => round(entry - targets[k]!));
    if (scaleFirst) deltas = deltas.map((delta) => round(delta * share));
    for (let layer = layers.length - 1; layer >= 0; layer--) {
      const { weight } = layers[layer]!;
      fed[layer]!.forEach((unit, i) =>
        deltas.forEach((delta, j) =>
          terms[weight.offset + i * weight.columns + j]!.push(round(unit * delta))
        )
      );
      if (bias) deltas.forEach((delta, j) => terms[layers[layer]!.bias!.offset + j]!.push(delta));
      if (layer === 0) break;
      deltas = fed[layer]!.map((_, i) => {
        const products = deltas.map((delta, j) =>
          round(delta * theta[weight.offset + i * weight.columns + j]!)
        );
        return round(sum(products) * slopes[layer - 1]![i]!);
      });
    }
  }
  return Float64Array.from(terms, (own) => scaleFirst ? sum(own) : round(sum(own) * share));
}

/** Adds two randomly chosen partial sums until one is left. */
function sumInAnyOrder(values: readonly number[], { round, uniform }: Device): number {
  const open = [...values];
  const take = () => {
    const at = Math.floor(uniform() * open.length);
    const taken = open[at]!;
    open[at] = open.at(-1)!;
    open.pop();
    return taken;
  };
  while (open.length > 1) open.push(round(take() + take()));
  return open[0]!;
}

/** Where tfjs takes softplus for x, or below its negative for exp(x): −log(2^-23) − 2. */
const SOFTPLUS_THRESHOLD = 23 * Math.LN2 - 2;

function activated(
  { activation }: Architecture,
  { z, round }: { readonly z: number; readonly round: (exact: number) => number },
): { readonly value: number; readonly slope: number } {
  const sigmoid = (x: number) => round(1 / round(1 + round(Math.exp(-x))));
  switch (activation) {
    case "tanh": {
      const value = round(2 * sigmoid(round(2 * z)) - 1);
      return { value, slope: round(1 - round(value * value)) };
    }
    case "softplus": {
      const grown = round(Math.exp(z));
      const value = z > SOFTPLUS_THRESHOLD
        ? z
        : z < -SOFTPLUS_THRESHOLD
        ? grown
        : round(Math.log(round(1 + grown)));
      return { value, slope: sigmoid(z) };
    }
    case "relu":
      return { value: Math.max(z, 0), slope: z > 0 ? 1 : 0 };
    case "linear":
      return { value: z, slope: 1 };
  }
}

function softmaxOf(
  outputs: readonly number[],
  { round, sum }: {
    readonly round: (exact: number) => number;
    readonly sum: (values: readonly number[]) => number;
  },
): number[] {
  const peak = Math.max(...outputs);
  const weights = outputs.map((output) => round(Math.exp(round(output - peak))));
  const total = sum(weights);
  return weights.map((weight) => round(weight / total));
}
