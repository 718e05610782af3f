import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { type RandomStream, stream } from "../../src/random/mod.ts";
import { gaussian, orthonormalised } from "../_matrices/draw.ts";
import { type Matrix, product } from "../_matrices/matrix.ts";
import { BIN_EDGES, columnAngles } from "./angles.ts";
import { type LayerSettings, shapeOf, weightsOf } from "./layers.ts";

/** Measures the angles between a layer's columns beside those of Gaussian columns of its shape. */
export const measure: Measure = async (measurement) => {
  const { cell: { arm, protocol, seed }, record } = measurement;
  const settings = protocol.settings as unknown as LayerSettings;
  const { base, model, layer } = settings;
  const random = (purpose: string) => stream(seed, purpose, arm, base, model, layer);
  const columns = await columnsOf(measurement, { settings, random: random("columns") });
  const angles = columnAngles(columns);
  const nullModel = columnAngles(gaussian(random("null"), shapeOf(settings)));
  record({ name: "angle-edges", unit: "°", value: BIN_EDGES });
  record({ name: "angle-counts", unit: "pairs", value: angles.counts });
  record({ name: "null-counts", unit: "pairs", value: nullModel.counts });
  record({ name: "near", unit: "1", value: angles.near });
  record({ name: "null-near", unit: "1", value: nullModel.near });
  record({ name: "spread", unit: "°", value: angles.spread });
  record({ name: "null-spread", unit: "°", value: nullModel.spread });
  record({ name: "mode", unit: "°", value: angles.mode });
  record({ name: "relative-spread", unit: "null", value: angles.spread / nullModel.spread });
};

/** The layer's own columns, or what a control puts in their place at the same shape. */
async function columnsOf(
  measurement: Measurement,
  { settings, random }: { settings: LayerSettings; random: RandomStream },
): Promise<Matrix> {
  const shape = shapeOf(settings);
  switch (measurement.cell.arm) {
    case "control:orthogonal":
      return orthonormalised(gaussian(random, shape));
    case "control:one-direction":
      return product(
        gaussian(random, { ...shape, columns: 1 }),
        gaussian(random, { ...shape, rows: 1 }),
      );
    case "control:gaussian":
    case "control:gaussian-peak":
      return gaussian(random, shape);
    default:
      return await weightsOf(measurement, settings);
  }
}
