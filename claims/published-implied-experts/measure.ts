import type { Measure } from "../../src/lab/mod.ts";
import {
  type AdditionRow,
  additionRow,
  commonGain,
  impliedExpert,
  lostGain,
  printedRow,
} from "../_published/addition.ts";
import { cellsOf, withOrthoReg } from "../_published/tables.ts";
import type { PairSettings } from "./settings.ts";

/** Splits the gain in Norm into what the merge gained and what its experts lost. */
export const measure: Measure = async ({ cell, record }) => {
  const pairs = await pairsOf(cell.protocol.settings as unknown as PairSettings);
  const each = (of: (baseline: AdditionRow, regularised: AdditionRow) => number) =>
    pairs.map(([baseline, regularised]) => of(baseline, regularised));
  record({ name: "implied-expert", unit: "%", value: each(impliedExpert) });
  record({
    name: "implied-expert-regularised",
    unit: "%",
    value: each((_, regularised) => impliedExpert(regularised)),
  });
  record({
    name: "norm-gain",
    unit: "points",
    value: each((baseline, regularised) => (regularised.norm - baseline.norm) / 100),
  });
  record({ name: "common-denominator-gain", unit: "points", value: each(commonGain) });
  record({ name: "lost-gain", unit: "points", value: Math.max(...each(lostGain)) });
};

async function pairsOf(settings: PairSettings): Promise<(readonly [AdditionRow, AdditionRow])[]> {
  if ("baseline" in settings) {
    return [[additionRow(settings.baseline), additionRow(settings.regularised)]];
  }
  const { table, row, models } = settings;
  const cells = await cellsOf(table);
  return models.map((model) => [
    printedRow(cells, `${model}/${row}`),
    printedRow(cells, `${model}/${withOrthoReg(row)}`),
  ]);
}
