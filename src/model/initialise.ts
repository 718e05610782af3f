import { type Architecture, layout, parameterCount } from "../reference/mod.ts";
import type { RandomStream } from "../random/mod.ts";
import { encoderSize, parameterPlaces } from "./encoder.ts";
import { type VitConfig, vitEncoder } from "./vit.ts";

/**
 * Base weights θ_b [P], float32: weights N(0, 1/fan-in) (LeCun et al. 1998), biases N(0, 0.01).
 *
 * @example
 * ```ts
 * import { initialise } from "./initialise.ts";
 * import { stream } from "../random/mod.ts";
 * import { assertEquals } from "@std/assert";
 * const architecture = { widths: [4, 3], activation: "tanh", loss: "squared", bias: true } as const;
 * assertEquals(initialise(architecture, stream("example")).length, 4 * 3 + 3);
 * ```
 */
export function initialise(architecture: Architecture, random: RandomStream): Float32Array {
  const theta = new Float32Array(parameterCount(architecture));
  for (const { weight, bias } of layout(architecture)) {
    const scale = 1 / Math.sqrt(weight.rows);
    for (let i = 0; i < weight.rows * weight.columns; i++) {
      theta[weight.offset + i] = scale * random.normal();
    }
    for (let i = 0; i < (bias?.length ?? 0); i++) theta[bias!.offset + i] = 0.1 * random.normal();
  }
  return theta;
}

/**
 * Initial weights [P] of a vision transformer, float32: weights N(0, 1/fan-in), the positional
 * embedding and the class token N(0, 0.02²), biases 0, layer norms 1 and 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { stream } from "../random/mod.ts";
 * import { initialiseVit } from "./mod.ts";
 *
 * const config =
 *   { tokens: 2, tokenWidth: 3, width: 4, layers: 1, heads: 2, mlpRatio: 2, outputs: 3 } as const;
 * const theta = initialiseVit(config, stream("example"));
 * assertEquals(theta.subarray(3 * 4 + 2 * 4, 3 * 4 + 4 * 4), Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0));
 * ```
 */
export function initialiseVit(config: VitConfig, random: RandomStream): Float32Array {
  const encoder = vitEncoder(config);
  const theta = new Float32Array(encoderSize(encoder));
  for (const { name, shape, layout, offset, length } of parameterPlaces(encoder)) {
    const deviation = /embedding$/.test(name)
      ? 0.02
      : shape.length === 2
      ? 1 / Math.sqrt(layout === "in-out" ? shape[0]! : shape[1]!)
      : 0;
    const mean = /\bln_\w+\.weight$/.test(name) ? 1 : 0;
    for (let i = 0; i < length; i++) {
      theta[offset + i] = deviation === 0 ? mean : deviation * random.normal();
    }
  }
  return theta;
}
