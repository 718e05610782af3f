import type { Measurement } from "../../src/lab/mod.ts";
import { type ParameterPlace, parameterPlaces } from "../../src/model/mod.ts";
import { baseWeights } from "../_experiments/base.ts";
import { modelOf } from "../_experiments/model.ts";
import type { BaseSettings } from "../_experiments/settings.ts";
import type { Matrix } from "../_matrices/matrix.ts";

/** Which weights of which base. */
export type LayerSettings = BaseSettings & {
  /** Name of the parameter. */
  readonly layer: string;
};

/** A table that is added to tokens multiplies nothing. */
const TABLE = /positional_embedding$/;

/** Names of a model's weight matrices. */
export function layersOf(model: BaseSettings["model"]): readonly string[] {
  return parameterPlaces(modelOf({ model }).encoder)
    .filter(({ name, shape }) => shape.length === 2 && !TABLE.test(name))
    .map(({ name }) => name);
}

/** Shape of a layer's weights, a column a unit. */
export function shapeOf(
  settings: Pick<LayerSettings, "model" | "layer">,
): { readonly rows: number; readonly columns: number } {
  const { shape, layout } = placeOf(settings);
  const [rows, columns] = shape as [number, number];
  return layout === "in-out" ? { rows, columns } : { rows: columns, columns: rows };
}

/** A layer's weights in the cell's base, a column a unit. */
export async function weightsOf(
  context: Pick<Measurement, "lab" | "suite" | "cell">,
  settings: LayerSettings,
): Promise<Matrix> {
  const { offset, length, layout } = placeOf(settings);
  const stored = (await baseWeights(context, settings)).subarray(offset, offset + length);
  const { rows, columns } = shapeOf(settings);
  // Stored as [out, in], what a unit takes in is a row.
  const at = layout === "in-out"
    ? (i: number, j: number) => stored[i * columns + j]!
    : (i: number, j: number) => stored[j * rows + i]!;
  const data = Float64Array.from(
    { length },
    (_, index) => at(Math.floor(index / columns), index % columns),
  );
  return { rows, columns, data };
}

function placeOf({ model, layer }: Pick<LayerSettings, "model" | "layer">): ParameterPlace {
  return parameterPlaces(modelOf({ model }).encoder).find(({ name }) => name === layer)!;
}
