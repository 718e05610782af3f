import { stringify } from "@std/csv";
import type { RunRecord } from "../lab/mod.ts";

const COLUMNS = [
  "claim",
  "reading",
  "arm",
  "protocol",
  "seed",
  "cell",
  "name",
  "index",
  "unit",
  "value",
  "source",
  "device",
  "repeatable",
] as const;

type Row = Record<typeof COLUMNS[number], string | number | boolean>;

/**
 * Renders `measurements.csv`: a row per scalar fact, a row per element of an array fact, in the
 * order in which they were measured. Facts of unfinished cells are left out.
 */
export function renderCsv({ plan, cells }: RunRecord): string {
  const rows = (plan?.cells ?? []).flatMap((cell) =>
    (cells.get(cell.key)?.facts ?? []).flatMap((fact): Row[] => {
      const row = (value: number, index: number | ""): Row => ({
        claim: cell.claim,
        reading: cell.reading,
        arm: cell.arm,
        protocol: cell.protocol.id,
        seed: cell.seed,
        cell: cell.key,
        name: fact.name,
        index,
        unit: fact.unit,
        value: `${value}`,
        source: fact.source,
        device: fact.device,
        repeatable: fact.repeatable,
      });
      return typeof fact.value === "number" ? [row(fact.value, "")] : fact.value.map(row);
    })
  );
  return stringify(rows, { columns: COLUMNS });
}
