import type { Measure, Measurement } from "../../src/lab/mod.ts";
import {
  MADE_UP_BASE,
  type NegationRow,
  negationRows,
  THRESHOLDS,
} from "../_published/negation.ts";
import { cellsOf, MODELS } from "../_published/tables.ts";
import type { RepeatSettings, RunSettings } from "./settings.ts";

/** Compares cells that one run, or one number, must have filled. */
export const measure: Measure = async (measurement) => {
  const { cell } = measurement;
  if (cell.reading === "repeated-cells") return await measureRepeats(measurement);
  measureRuns(measurement, await runsOf(cell.protocol.settings as unknown as RunSettings));
};

/** One model's rows at the thresholds, the strictest first, and its control accuracy before. */
interface Run {
  readonly rows: readonly NegationRow[];
  readonly zeroShot: number;
}

async function runsOf(settings: RunSettings): Promise<Run[]> {
  if ("damage" in settings) {
    return [{ rows: negationRows(settings.damage), zeroShot: 100 * MADE_UP_BASE.control }];
  }
  const { row, altered } = settings;
  const tables = await Promise.all(
    THRESHOLDS.map(({ table }) =>
      cellsOf(table, altered?.table === table ? altered.alteration : undefined)
    ),
  );
  return MODELS.map((model) => ({
    rows: tables.map((cells) => ({
      target: cells(`${model}/${row}/target`),
      control: cells(`${model}/${row}/control`),
    })),
    zeroShot: tables[0]!(`${model}/zero-shot/control`),
  }));
}

function measureRuns({ record }: Measurement, runs: readonly Run[]): void {
  for (const [i, { share }] of THRESHOLDS.entries()) {
    const at = (of: (row: NegationRow) => number) => runs.map(({ rows }) => of(rows[i]!) / 100);
    record({ name: `target-at-${share}`, unit: "%", value: at(({ target }) => target) });
    record({ name: `control-at-${share}`, unit: "%", value: at(({ control }) => control) });
  }
  record({ name: "standing", unit: "steps", value: sum(runs.map(standing)) });
  record({ name: "late-change", unit: "points", value: Math.max(...runs.map(lateChange)) });
  record({ name: "shortfall", unit: "points", value: Math.max(...runs.map(shortfall)) });
}

/** How many relaxations of the threshold left both cells as they were. */
function standing({ rows }: Run): number {
  return rows.slice(1).filter((row, i) => same(row, rows[i]!)).length;
}

/** How far cells moved, in points, at a relaxation after one that had moved nothing. */
function lateChange({ rows }: Run): number {
  const first = rows.findIndex((row, i) => i > 0 && same(row, rows[i - 1]!));
  if (first < 0) return 0;
  const stood = rows[first]!;
  return Math.max(
    ...rows.slice(first).map((row) =>
      Math.max(Math.abs(row.target - stood.target), Math.abs(row.control - stood.control))
    ),
  ) / 100;
}

/** How far a control accuracy lies below its threshold, in points; negative above. */
function shortfall({ rows, zeroShot }: Run): number {
  return Math.max(...rows.map(({ control }, i) => THRESHOLDS[i]!.share * zeroShot - control)) / 100;
}

const same = (a: NegationRow, b: NegationRow) => a.target === b.target && a.control === b.control;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

async function measureRepeats({ cell, record }: Measurement): Promise<void> {
  const { table, again, figures, alteration } = cell.protocol.settings as unknown as RepeatSettings;
  const one = await cellsOf(table, alteration), other = await cellsOf(again);
  const apart = figures.map((figure) => Math.abs(one(figure) - other(figure)) / 100);
  record({ name: "differences", unit: "points", value: apart });
  record({ name: "difference", unit: "points", value: Math.max(...apart) });
}
