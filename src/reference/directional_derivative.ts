import { checkSizes, type Tangent } from "./_point.ts";
import { type Activation, type Architecture, layout } from "./architecture.ts";

/** A number with its derivative along the direction. */
interface Dual {
  readonly value: number;
  readonly tangent: number;
}

/**
 * The derivative of the mean loss along a vector, in forward mode: vector · gradient.
 *
 * One sample and one unit at a time on dual numbers. It shares no arithmetic with `gradient`, so
 * that each can testify for the other.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { directionalDerivative } from "./mod.ts";
 *
 * const model = { widths: [1, 1], activation: "linear", loss: "squared", bias: false } as const;
 * const batch = { inputs: Float64Array.of(3), targets: Float64Array.of(1), count: 1 };
 * const theta = Float64Array.of(1), vector = Float64Array.of(2);
 * assertEquals(directionalDerivative(model, { theta, batch, vector }), 2 * 6);
 * ```
 *
 * @throws {RangeError} If a size is not that of the architecture; the message names both.
 */
export function directionalDerivative(
  architecture: Architecture,
  { theta, batch, vector }: Tangent,
): number {
  checkSizes(architecture, { theta, batch, vector });
  const layers = layout(architecture);
  const inputWidth = architecture.widths[0]!, outputWidth = architecture.widths.at(-1)!;
  const derivativeOf = architecture.loss === "squared" ? squared : crossEntropy;
  let sum = 0;
  for (let sample = 0; sample < batch.count; sample++) {
    const inputs = batch.inputs.subarray(sample * inputWidth, (sample + 1) * inputWidth);
    let units: Dual[] = Array.from(inputs, (value) => ({ value, tangent: 0 }));
    layers.forEach(({ weight, bias }, layer) => {
      const next: Dual[] = [];
      for (let column = 0; column < weight.columns; column++) {
        let value = bias ? theta[bias.offset + column]! : 0;
        let tangent = bias ? vector[bias.offset + column]! : 0;
        units.forEach((unit, row) => {
          const at = weight.offset + row * weight.columns + column;
          value += unit.value * theta[at]!;
          tangent += unit.tangent * theta[at]! + unit.value * vector[at]!;
        });
        const isOutput = layer === layers.length - 1;
        next.push(isOutput ? { value, tangent } : apply(architecture.activation, value, tangent));
      }
      units = next;
    });
    const targets = batch.targets.subarray(sample * outputWidth, (sample + 1) * outputWidth);
    sum += derivativeOf(units, targets);
  }
  return sum / batch.count;
}

function apply(activation: Activation, z: number, tangent: number): Dual {
  switch (activation) {
    case "tanh":
      return { value: Math.tanh(z), tangent: tangent / Math.cosh(z) ** 2 };
    case "softplus":
      return {
        value: z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)),
        tangent: tangent / (1 + Math.exp(-z)),
      };
    case "relu":
      return z > 0 ? { value: z, tangent } : { value: 0, tangent: 0 };
    case "linear":
      return { value: z, tangent };
  }
}

function squared(outputs: readonly Dual[], targets: Float64Array): number {
  return outputs.reduce((sum, { value, tangent }, k) => sum + (value - targets[k]!) * tangent, 0);
}

/** Σ_j y_j Σ_k p_k (ȯ_k − ȯ_j), the derivative of −Σ_j y_j log p_j. */
function crossEntropy(outputs: readonly Dual[], targets: Float64Array): number {
  const peak = Math.max(...outputs.map(({ value }) => value));
  const weights = outputs.map(({ value }) => Math.exp(value - peak));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let derivative = 0;
  outputs.forEach((own, j) =>
    outputs.forEach((other, k) => {
      derivative += targets[j]! * (weights[k]! / total) * (other.tangent - own.tangent);
    })
  );
  return derivative;
}
