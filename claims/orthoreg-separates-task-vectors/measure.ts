import type { Measure, Measurement } from "../../src/lab/mod.ts";
import {
  cosine,
  gramSchmidt,
  meanAbsoluteCosine,
  norm,
  type Vector,
} from "../../src/measure/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { mean } from "../_experiments/merging.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { comparedBy } from "../_orthoreg/arms.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import { reachingOf } from "./reaching.ts";

/** Measures the cosines between the tasks' vectors, with and without a penalty. */
export const measure: Measure = async (measurement) => {
  const { record } = measurement;
  const coordinates = await reachingOf(measurement, settingsOf<UpdateSettings>(measurement));
  const compared = await comparedBy(measurement, {
    change: (vectors) => changed(vectors, { measurement, coordinates }),
  });
  for (const [name, { strength, vectors }] of Object.entries(compared)) {
    const number = (fact: string, value: number | number[]) =>
      record({ name: `${fact}-${name}`, unit: "1", value });
    number("cosine", meanAbsoluteCosine(vectors, { coordinates }));
    number("cosine-all", meanAbsoluteCosine(vectors));
    number("cosine-by-pair", cosinesByPair(vectors.map((vector) => taken(vector, coordinates))));
    number("norm", mean(vectors.map(norm)));
    number("norm-by-task", vectors.map(norm));
    number("strength", strength);
  }
  const { length } = Object.values(compared)[0]!.vectors[0]!;
  record({ name: "not-reaching", unit: "coordinates", value: length - coordinates.length });
};

/** The treated vectors, or what a control makes of them. */
function changed(
  vectors: readonly Vector[],
  { measurement, coordinates }: { measurement: Measurement; coordinates: Uint32Array },
): readonly Vector[] {
  switch (armOf(measurement)) {
    case "common-direction":
      return withCommonDirection(vectors, measurement.cell.seed);
    case "gram-schmidt":
      return gramSchmidt(vectors.map((vector) => masked(vector, coordinates)));
    default:
      return vectors;
  }
}

/**
 * The vectors with one and the same random direction added, as long as each of them.
 *
 * At a right angle to all of them, as a random one nearly is, it makes (c + 1)/2 of a cosine c: more
 * than .4 of any within ±.2, and more than |c| of any above −1/3.
 */
export function withCommonDirection(vectors: readonly Vector[], seed: number): Float64Array[] {
  const random = stream(seed, "common direction");
  const direction = Float64Array.from(vectors[0]!, () => random.normal());
  const length = norm(direction);
  return vectors.map((vector) => {
    const share = norm(vector) / length;
    return Float64Array.from(vector, (entry, i) => entry + share * direction[i]!);
  });
}

/** The vector with 0 in all other coordinates. */
function masked(vector: Vector, coordinates: Uint32Array): Float64Array {
  const result = new Float64Array(vector.length);
  for (const i of coordinates) result[i] = vector[i]!;
  return result;
}

function taken(vector: Vector, coordinates: Uint32Array): Float64Array {
  return Float64Array.from(coordinates, (i) => vector[i]!);
}

/** Cosines of all pairs (1, 2), (1, 3), (2, 3), (1, 4) …, with their signs. */
export function cosinesByPair(vectors: readonly Vector[]): number[] {
  return vectors.flatMap((vector, i) => vectors.slice(0, i).map((other) => cosine(other, vector)));
}
