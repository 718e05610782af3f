import type { Tensor } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";
import { type Encoder, flatten, parameterTensors } from "../model/mod.ts";
import type { FineTuning, LowRankTuning } from "./fine_tuning.ts";
import { expandLowRank, factoredWeights, lowRankStart } from "./low_rank.ts";
import { partial } from "./_partial.ts";
import type { Tuned } from "./_tuned.ts";

/**
 * Trains factors A and B of the weights that are named: the network sees W + (alpha/rank) B A. Decay
 * acts on the factors.
 *
 * @throws {RangeError} when a name is not that of a matrix of the network
 */
export function tuneLowRank(
  engine: Engine,
  { encoder, base, tuning, order }: {
    encoder: Encoder;
    base: readonly Tensor[];
    tuning: LowRankTuning;
    order: FineTuning["order"];
  },
): Omit<Tuned, "dispose"> {
  const { tf } = engine;
  const { rank, alpha } = tuning;
  const scale = alpha / rank;
  const factored = factoredWeights(encoder, tuning);
  const factors = partial(encoder, {
    base,
    indices: factored.map(({ index }) => index),
    parameters: factored.flatMap(({ name, inputs, outputs }) => [
      { name: `${name}.lora_A`, shape: [rank, inputs] },
      { name: `${name}.lora_B`, shape: [outputs, rank] },
    ]),
    moved: (trained, k) => tf.add(base[factored[k]!.index]!, update(trained, k)),
  });

  /** (alpha/rank) B A of the k-th weight, as the network stores it. */
  function update(trained: readonly Tensor[], k: number): Tensor {
    const [a, b] = trained.slice(2 * k);
    const turned = factored[k]!.layout === "in-out";
    return tf.mul(turned ? tf.matMul(a!, b!, true, true) : tf.matMul(b!, a!), scale);
  }

  const theta = lowRankStart(encoder, { tuning, order });
  return {
    encoder: factors,
    base: parameterTensors(engine, { encoder: factors, theta }),
    at: ({ weights }) => weights,
    async state({ weights }) {
      const factors = await flatten(engine, weights);
      const delta = Float64Array.from(expandLowRank(encoder, { tuning, factors, scale }));
      return { delta, "low-rank": factors };
    },
    updates: {
      parameters: factored.map(({ index }) => encoder.parameters[index]!),
      at: ({ weights }) => factored.map((_, k) => update(weights, k)),
      pull: (slopes, { weights }) =>
        tf.tidy(() =>
          factored.flatMap(({ layout }, k) => {
            const [a, b] = weights.slice(2 * k);
            const turned = layout === "in-out";
            // By B A, [out, in]: the weight's own gradient, turned back where it is stored turned.
            return [
              tf.matMul(b!, slopes[k]!, true, turned),
              tf.matMul(slopes[k]!, a!, turned, true),
            ]
              .map((slope) => tf.mul(slope, scale));
          })
        ),
    },
    constants: { "low-rank-scale": Float64Array.of(scale) },
  };
}
