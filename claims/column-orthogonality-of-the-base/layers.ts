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

/** PyTorch's name of a weight that is stored as [out, in]: what a unit takes in is a row of it. */
const TRANSPOSED = /weight$/;
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
  const [rows, columns] = placeOf(settings).shape as [number, number];
  return TRANSPOSED.test(settings.layer) ? { rows: columns, columns: rows } : { rows, columns };
}

/** A layer's weights in the cell's base, a column a unit. */
export async function weightsOf(
  context: Pick<Measurement, "lab" | "suite" | "cell">,
  settings: LayerSettings,
): Promise<Matrix> {
  const { offset, length } = placeOf(settings);
  const stored = (await baseWeights(context, settings)).subarray(offset, offset + length);
  const { rows, columns } = shapeOf(settings);
  const at = TRANSPOSED.test(settings.layer)
    ? (i: number, j: number) => stored[j * rows + i]!
    : (i: number, j: number) => stored[i * columns + j]!;
  const data = Float64Array.from(
    { length },
    (_, index) => at(Math.floor(index / columns), index % columns),
  );
  return { rows, columns, data };
}

function placeOf({ model, layer }: Pick<LayerSettings, "model" | "layer">): ParameterPlace {
  return parameterPlaces(modelOf({ model }).encoder).find(({ name }) => name === layer)!;
}
