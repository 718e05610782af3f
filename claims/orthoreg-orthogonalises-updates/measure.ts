import type { Measure, Measurement } from "../../src/lab/mod.ts";
import {
  gramStatistics,
  type Layer,
  layerNorms,
  nearestOrthogonal,
  norm,
  singularValues,
  type Vector,
} from "../../src/measure/mod.ts";
import { mean } from "../_experiments/merging.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { comparedBy } from "../_orthoreg/arms.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import { updatesOf } from "../_orthoreg/strength.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { equalLengths } from "./equal_lengths.ts";
import { movedLayers, shownLayer } from "./settings.ts";

/** Measures how far the Gram matrices of updates are from diagonal, with and without a penalty. */
export const measure: Measure = async (measurement) => {
  const { record } = measurement;
  const settings = settingsOf<UpdateSettings>(measurement);
  const layers = movedLayers(settings);
  const compared = await comparedIn(measurement, layers);
  if (compared.plain && compared.regularised) {
    record({ name: "apart", unit: "1", value: apart(compared.plain, compared.regularised) });
  }
  for (const [name, { strength, vectors }] of Object.entries(compared)) {
    const grams = vectors.map((vector) => gramStatistics(vector, { layers, gram: "smaller-side" }));
    const columns = vectors.map((vector) => gramStatistics(vector, { layers, gram: "columns" }));
    const number = (fact: string, value: number | number[]) =>
      record({ name: `${fact}-${name}`, unit: "1", value });
    number("off", mean(grams.map(({ offDiagonal }) => offDiagonal)));
    number("off-by-task", grams.map(({ offDiagonal }) => offDiagonal));
    number("off-by-layer", layers.map((_, l) => mean(grams.map((g) => g.layers[l]!.offDiagonal))));
    number("off-columns", mean(columns.map(({ offDiagonal }) => offDiagonal)));
    number("premise", mean(grams.map(({ premise }) => premise)));
    number("norm", mean(vectors.map(norm)));
    const norms = vectors.map((vector) => layerNorms(vector, { layers }));
    number("norm-by-layer", layers.map((_, l) => mean(norms.map((each) => each[l]!))));
    number("strength", strength);
    number("spectrum", singularValues(vectors[0]!, { layer: shownLayer(settings) }));
  }
};

/** What a cell compares: the strong penalty with nothing, for what it must reach is known. */
async function comparedIn(
  measurement: Measurement,
  layers: readonly Layer[],
): Promise<Readonly<Record<string, Updates>>> {
  if (armOf(measurement) === "strong-penalty") {
    return { regularised: await updatesOf(measurement, settingsOf<UpdateSettings>(measurement)) };
  }
  return await comparedBy(measurement, {
    change: (vectors) => vectors.map((vector) => changed(vector, { measurement, layers })),
  });
}

/** A treated update, or what a control makes of one. */
function changed(
  vector: Vector,
  { measurement, layers }: { measurement: Measurement; layers: readonly Layer[] },
): Vector {
  switch (armOf(measurement)) {
    case "equal-lengths":
      return equalLengths(vector, { layers });
    case "nearest-orthogonal":
      return nearestOrthogonal(vector, { layers });
    default:
      return vector;
  }
}

/** Mean over tasks of ‖τ − τ′‖/‖τ‖. */
function apart(plain: Updates, other: Updates): number {
  return mean(plain.vectors.map((vector, t) => {
    const difference = Float64Array.from(vector, (entry, i) => entry - other.vectors[t]![i]!);
    return norm(difference) / norm(vector);
  }));
}
