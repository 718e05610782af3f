import { type Architecture, layout, parameterCount } from "../reference/mod.ts";
import type { RandomStream } from "../random/mod.ts";

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
