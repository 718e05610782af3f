import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { errorAt, type ErrorSurface } from "../../src/measure/mod.ts";
import { mean } from "../_experiments/merging.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { additionOf } from "../_orthoreg/addition.ts";
import { type Arms, armsOf, asLongAs, withPenalty } from "../_orthoreg/arms.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { updatesOf } from "../_orthoreg/strength.ts";
import { withCommonDirection } from "./common.ts";
import { constructedSurfaces } from "./constructed.ts";
import { pairSurfaces } from "./pairs.ts";
import { type DisentanglementSettings, gridOf } from "./settings.ts";

/** ξ of every pair of tasks, without the penalty and with it. */
interface Compared {
  readonly plain: readonly ErrorSurface[];
  readonly regularised: readonly ErrorSurface[];
}

/** Measures the disentanglement error of plain and of regularised task vectors. */
export const measure: Measure = async (measurement) => {
  const { cell: { seed } } = measurement;
  if (armOf(measurement) === "specialised") {
    return recordErrors(measurement, {
      plain: await constructedSurfaces("overlapping", seed),
      regularised: await constructedSurfaces("disjoint", seed),
    });
  }
  const { comparison, ...settings } = settingsOf<DisentanglementSettings>(measurement);
  const grid = gridOf(settings);
  const arms = await comparedArms(measurement);
  const { plain, treated } = arms;
  const isMain = armOf(measurement) === "main";
  const scaling = isMain
    ? [(await additionOf(measurement, plain)).alpha, (await additionOf(measurement, treated)).alpha]
    : [];
  const grids = comparison === "own-scaling" ? scaling.map((alpha) => [alpha]) : [grid, grid];
  const of = (updates: Updates, grid: readonly number[]) =>
    pairSurfaces(measurement, { updates, grid });
  const compared = {
    plain: await of(plain, grids[0]!),
    regularised: await of(
      comparison === "norm-matched" ? asLongAs(treated, plain) : treated,
      grids[1]!,
    ),
  };
  recordErrors(measurement, compared);
  if (!isMain) return;
  const { record } = measurement;
  record({ name: "strength", unit: "1", value: treated.strength });
  record({ name: "scaling", unit: "1", value: scaling });
  if (comparison !== "own-scaling") recordSurfaces(measurement, compared);
};

/** What a cell compares: a control may put other vectors in the place of the regularised ones. */
async function comparedArms(measurement: Measurement): Promise<Arms> {
  if (armOf(measurement) !== "common-direction") return await armsOf(measurement);
  const settings = withPenalty(settingsOf<DisentanglementSettings>(measurement), "none");
  const plain = await updatesOf(measurement, settings);
  return { plain, treated: withCommonDirection(plain) };
}

/** ξ, the mean over its grid, of the pairs and of each. */
function recordErrors({ record }: Measurement, { plain, regularised }: Compared) {
  for (const [name, surfaces] of Object.entries({ plain, regularised })) {
    const means = surfaces.map(({ mean }) => mean);
    record({ name: `${name}-error`, unit: "1", value: mean(means) });
    record({ name: `${name}-error-by-pair`, unit: "1", value: means });
  }
}

/** The heat maps of the first pair, a row an α_1, and ξ at α_1 = α_2 = 1. */
function recordSurfaces({ record }: Measurement, { plain, regularised }: Compared) {
  record({ name: "surface-axis", unit: "1", value: plain[0]!.grid });
  for (const [name, surfaces] of Object.entries({ plain, regularised })) {
    const atOne = surfaces.map((surface) => errorAt(surface, [1, 1]));
    record({ name: `${name}-surface`, unit: "1", value: surfaces[0]!.values.flat() });
    record({ name: `${name}-error-at-one`, unit: "1", value: mean(atOne) });
  }
}
