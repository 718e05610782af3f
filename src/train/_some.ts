import type { Tensor } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";
import { type Encoder, encoderSize, parameterPlaces } from "../model/mod.ts";
import { requireNames } from "./_names.ts";
import { partial } from "./_partial.ts";
import type { Tuned } from "./_tuned.ts";

/**
 * Trains only the tensors that are named: the others have no gradient, no step and no decay.
 *
 * @throws {RangeError} when a name is not that of a parameter
 */
export function tuneSome(
  engine: Engine,
  { encoder, base, names }: { encoder: Encoder; base: readonly Tensor[]; names: readonly string[] },
): Omit<Tuned, "dispose"> {
  requireNames(encoder, names);
  const places = parameterPlaces(encoder);
  const indices = [...places.keys()].filter((i) => names.includes(places[i]!.name));
  return {
    encoder: partial(encoder, {
      ...{ base, indices },
      parameters: indices.map((i) => encoder.parameters[i]!),
      moved: (trained, k) => trained[k]!,
    }),
    base: indices.map((i) => base[i]!),
    at: ({ weights }) => weights,
    async state({ displacement }) {
      const delta = new Float64Array(encoderSize(encoder));
      for (const [k, i] of indices.entries()) {
        delta.set(await engine.read(displacement[k]!), places[i]!.offset);
      }
      return { delta };
    },
    constants: {},
  };
}
