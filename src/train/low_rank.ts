import { type Encoder, encoderSize, type ParameterPlace, parameterPlaces } from "../model/mod.ts";
import { stream } from "../random/mod.ts";
import type { FineTuning, LowRankTuning } from "./fine_tuning.ts";
import { requireNames } from "./_names.ts";

/** A weight that moves by a product of two factors. */
export interface FactoredWeight extends ParameterPlace {
  /** Its place among the encoder's parameters. */
  readonly index: number;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * The weights that a tuning factors, in the encoder's order.
 *
 * @throws {RangeError} when a name is not that of a matrix of the encoder, or the rank is not a
 *   positive integer
 */
export function factoredWeights(
  encoder: Pick<Encoder, "name" | "parameters">,
  { parameters, rank }: Pick<LowRankTuning, "parameters" | "rank">,
): FactoredWeight[] {
  requireNames(encoder, parameters);
  if (!Number.isInteger(rank) || rank < 1) {
    throw new RangeError(`Cannot train factors of rank ${rank}: give a positive integer.`);
  }
  return parameterPlaces(encoder).flatMap((place, index) => {
    if (!parameters.includes(place.name)) return [];
    const [rows, columns] = place.shape;
    if (place.shape.length !== 2) {
      throw new RangeError(
        `Cannot factor '${place.name}' of the network ${encoder.name}: its shape is ` +
          `[${place.shape}]; name matrices.`,
      );
    }
    const turned = place.layout === "in-out";
    return {
      ...place,
      index,
      inputs: (turned ? rows : columns)!,
      outputs: (turned ? columns : rows)!,
    };
  });
}

/**
 * Where the factors start, flat: for each weight A [rank, in], row by row, then B [out, rank], which is
 * zero.
 *
 * A is uniform on (−1/√in, 1/√in): PyTorch's `kaiming_uniform_` with a = √5, as in the code of Hu et
 * al. 2021; drawn from the stream of the order's key, `"low-rank"` and the weight's name.
 *
 * @throws {RangeError} when a name is not that of a matrix of the encoder, or the rank is not a
 *   positive integer
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { lowRankStart } from "./mod.ts";
 *
 * const encoder = { name: "one layer", parameters: [{ name: "weight", shape: [2, 4] }] };
 * const tuning = { kind: "low-rank", parameters: ["weight"], rank: 1, alpha: 2 } as const;
 * const start = lowRankStart(encoder, { tuning, order: ["example"] });
 * assertEquals(start.subarray(4), Float32Array.of(0, 0));
 * assertEquals(start.every((x) => Math.abs(x) <= 0.5), true);
 * ```
 */
export function lowRankStart(
  encoder: Pick<Encoder, "name" | "parameters">,
  { tuning, order }: { tuning: LowRankTuning } & Pick<FineTuning, "order">,
): Float32Array {
  const { rank } = tuning;
  const start: number[] = [];
  for (const { name, inputs, outputs } of factoredWeights(encoder, tuning)) {
    const random = stream(...order, "low-rank", name);
    const bound = 1 / Math.sqrt(inputs);
    for (let i = 0; i < rank * inputs; i++) start.push((2 * random.uniform() - 1) * bound);
    for (let i = 0; i < outputs * rank; i++) start.push(0);
  }
  return Float32Array.from(start);
}

/**
 * The displacement [P] that stored factors stand for: scale · B A for each factored weight (Hu et al.
 * 2021, section 4.1), and 0 elsewhere. Sums are float64, rounded once.
 *
 * @throws {RangeError} when the factors are not as many numbers as the weights and the rank make
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { expandLowRank } from "./mod.ts";
 *
 * const encoder = { name: "one layer", parameters: [{ name: "weight", shape: [2, 3] }] };
 * const found = expandLowRank(encoder, {
 *   tuning: { parameters: ["weight"], rank: 1 },
 *   factors: Float32Array.of(1, 2, 3, 10, 20),
 *   scale: 0.5,
 * });
 * assertEquals(found, Float32Array.of(5, 10, 15, 10, 20, 30));
 * ```
 */
export function expandLowRank(
  encoder: Pick<Encoder, "name" | "parameters">,
  { tuning, factors, scale }: {
    tuning: Pick<LowRankTuning, "parameters" | "rank">;
    factors: Float32Array | Float64Array;
    scale: number;
  },
): Float32Array {
  const { rank } = tuning;
  const weights = factoredWeights(encoder, tuning);
  const expected = weights.reduce((sum, { inputs, outputs }) => sum + rank * (inputs + outputs), 0);
  if (factors.length !== expected) {
    throw new RangeError(
      `Cannot expand factors of rank ${rank} for the network ${encoder.name}: there must be ` +
        `${expected} numbers, found ${factors.length}.`,
    );
  }
  const displacement = new Float32Array(encoderSize(encoder));
  let from = 0;
  for (const { offset, layout, inputs, outputs } of weights) {
    const a = factors.subarray(from, from + rank * inputs);
    const b = factors.subarray(from + a.length, from + a.length + outputs * rank);
    from += a.length + b.length;
    for (let row = 0; row < outputs; row++) {
      for (let column = 0; column < inputs; column++) {
        let sum = 0;
        for (let r = 0; r < rank; r++) sum += b[row * rank + r]! * a[r * inputs + column]!;
        const at = layout === "in-out" ? column * outputs + row : row * inputs + column;
        displacement[offset + at] = scale * sum;
      }
    }
  }
  return displacement;
}
