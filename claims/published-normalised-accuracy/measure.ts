import type { Measure } from "../../src/lab/mod.ts";
import { additionRow, impliedExpert, printedRow } from "../_published/addition.ts";
import { cellsOf, MODELS } from "../_published/tables.ts";
import type { RowSettings } from "./settings.ts";

/** Subtracts Norm from Abs in a row, model by model. */
export const measure: Measure = async ({ cell, record }) => {
  const rows = await rowsOf(cell.protocol.settings as unknown as RowSettings);
  record({ name: "abs", unit: "%", value: rows.map(({ abs }) => abs / 100) });
  record({ name: "norm", unit: "%", value: rows.map(({ norm }) => norm / 100) });
  record({ name: "implied-expert", unit: "%", value: rows.map(impliedExpert) });
  const excess = Math.max(...rows.map(({ abs, norm }) => abs - norm));
  record({ name: "excess", unit: "points", value: excess / 100 });
};

async function rowsOf(settings: RowSettings) {
  if ("madeUp" in settings) return [additionRow(settings.madeUp)];
  const { table, row, alteration } = settings;
  const cells = await cellsOf(table, alteration);
  return MODELS.map((model) => printedRow(cells, `${model}/${row}`));
}
