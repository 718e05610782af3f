import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { linearise } from "../engine/mod.ts";
import type { Encoder } from "../model/mod.ts";

/**
 * A network linearised at a base (Ortiz-Jimenez et al. 2023, eq. 6): f(x; θ_b) + J(x) δ, where its
 * parameters are the displacement δ. The base stays the caller's.
 *
 * @throws {RangeError} when the network has no derivative in forward mode
 */
export function linearised(encoder: Encoder, base: readonly Tensor[]): Encoder {
  const { name, inputs, width, parameters } = encoder;
  if (!encoder.tangent) {
    throw new RangeError(
      `Cannot linearise the network ${name}: it has no derivative in forward mode; use a transformer.`,
    );
  }
  return {
    ...{ inputs, width, parameters },
    name: `${name}, linearised`,
    forward: (inputs, displacement) =>
      linearise((at) => encoder.tangent!(inputs, at), { base, displacement }) as Tensor2D,
  };
}
