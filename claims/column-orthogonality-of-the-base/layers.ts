import type { Measurement } from "../../src/lab/mod.ts";
import { layout } from "../../src/reference/mod.ts";
import { baseWeights } from "../_experiments/model.ts";
import type { Matrix } from "../_matrices/matrix.ts";
import { ENCODER, type ExperimentSettings } from "../_experiments/settings.ts";

/** Which weights of which base. */
export type LayerSettings = Pick<ExperimentSettings, "base"> & {
  readonly encoder: "mlp";
  /** `w0`, `w1`, … */
  readonly layer: string;
};

/** A matrix of weights in a base's flat vector: a column is what one unit takes in. */
interface Place {
  readonly name: string;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}

/** The 2-D weights of each encoder; another encoder is an entry more. */
const PLACES: Readonly<Record<LayerSettings["encoder"], readonly Place[]>> = {
  mlp: layout(ENCODER).map(({ weight }, i) => ({ name: `w${i}`, ...weight })),
};

/** Names of an encoder's layers. */
export const layersOf = (encoder: LayerSettings["encoder"]): readonly string[] =>
  PLACES[encoder].map(({ name }) => name);

/** Shape of a layer's weights. */
export function shapeOf(
  { encoder, layer }: LayerSettings,
): { readonly rows: number; readonly columns: number } {
  return PLACES[encoder].find(({ name }) => name === layer)!;
}

/** A layer's weights in the cell's base, a column a unit. */
export async function weightsOf(
  context: Pick<Measurement, "lab" | "suite" | "cell">,
  settings: LayerSettings,
): Promise<Matrix> {
  const theta = await baseWeights(context, settings);
  const { offset, rows, columns } = PLACES[settings.encoder]
    .find(({ name }) => name === settings.layer)!;
  const data = Float64Array.from(theta.subarray(offset, offset + rows * columns));
  return { rows, columns, data };
}
