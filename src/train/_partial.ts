import type { Tensor } from "@tensorflow/tfjs";
import type { Encoder, ParameterShape } from "../model/mod.ts";

/** What is trained in the place of some of a network's tensors. */
export interface Part {
  /** All the network's tensors; those at `indices` move. */
  readonly base: readonly Tensor[];
  readonly indices: readonly number[];
  /** What is trained. */
  readonly parameters: readonly ParameterShape[];
  /** The k-th tensor that moves, from what is trained. */
  moved(trained: readonly Tensor[], k: number): Tensor;
}

/** A network as a function of a part that is trained, with the rest frozen at the base. */
export function partial(
  { name, inputs, width, forward }: Encoder,
  { base, indices, parameters, moved }: Part,
): Encoder {
  return {
    ...{ name, inputs, width, parameters },
    forward(inputs, trained) {
      const all = [...base];
      indices.forEach((index, k) => all[index] = moved(trained, k));
      return forward(inputs, all);
    },
  };
}
