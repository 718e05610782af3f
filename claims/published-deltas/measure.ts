import type { Measure } from "../../src/lab/mod.ts";
import { printedHundredths } from "../_published/hundredths.ts";
import { cellsOf, MODELS, TABLES, withOrthoReg } from "../_published/tables.ts";
import type { DeltaSettings } from "./settings.ts";

/** Two cells and the difference printed below them, in hundredths. */
interface Delta {
  readonly baseline: number;
  readonly treated: number;
  readonly delta: number;
}

/** Holds each delta of a row against the difference of its cells. */
export const measure: Measure = async ({ cell, record }) => {
  const deltas = await deltasOf(cell.protocol.settings as unknown as DeltaSettings);
  const inPoints = (of: (delta: Delta) => number) => deltas.map((delta) => of(delta) / 100);
  const apart = inPoints(({ baseline, treated, delta }) => Math.abs(delta - (treated - baseline)));
  record({ name: "delta", unit: "points", value: inPoints(({ delta }) => delta) });
  record({
    name: "difference",
    unit: "points",
    value: inPoints(({ baseline, treated }) => treated - baseline),
  });
  record({ name: "discrepancies", unit: "points", value: apart });
  record({ name: "discrepancy", unit: "points", value: Math.max(...apart) });
};

async function deltasOf(settings: DeltaSettings): Promise<Delta[]> {
  if ("baseline" in settings) {
    const { baseline, treated } = settings;
    return baseline.map((value, i) => ({
      baseline: printedHundredths(value),
      treated: printedHundredths(treated[i]!),
      delta: printedHundredths(treated[i]! - value),
    }));
  }
  const { table, row, alteration } = settings;
  const cells = await cellsOf(table, alteration);
  return MODELS.flatMap((model) =>
    TABLES[table].metrics.map((metric) => ({
      baseline: cells(`${model}/${row}/${metric}`),
      treated: cells(`${model}/${withOrthoReg(row)}/${metric}`),
      delta: cells(`${model}/${row}/${metric}-delta`),
    }))
  );
}
