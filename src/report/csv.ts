import { stringify } from "@std/csv";
import type { RunRecord } from "../lab/mod.ts";

const LINE_END = "\r\n";

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
];

/**
 * Renders `measurements.csv`: a row per scalar fact, a row per element of an array fact, in the
 * order in which they were measured. Facts of unfinished cells are left out.
 */
export function renderCsv({ plan, cells }: RunRecord): string {
  const rows = (plan?.cells ?? []).flatMap((cell) => {
    const { claim, reading, arm, protocol, seed, key } = cell;
    const place = fields(claim, reading, arm, protocol.id, seed, key);
    return (cells.get(key)?.facts ?? []).map((fact) => {
      // What an array's elements share is put in CSV once: there may be thousands of them.
      const name = `${place},${fields(fact.name)}`;
      const unit = fields(fact.unit);
      const origin = fields(fact.source, fact.device, fact.repeatable);
      const row = (value: number, index: number | "") =>
        `${name},${index},${unit},${value},${origin}${LINE_END}`;
      return typeof fact.value === "number" ? row(fact.value, "") : fact.value.map(row).join("");
    });
  });
  return `${fields(...COLUMNS)}${LINE_END}${rows.join("")}`;
}

/** What a spreadsheet takes for a formula when a field begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** Fields of a row, quoted where they must be; a stranger's text is none that a spreadsheet runs. */
function fields(...values: readonly (string | number | boolean)[]): string {
  const inert = values.map((value) =>
    typeof value === "string" && FORMULA.test(value) ? `'${value}` : value
  );
  return stringify([inert]).slice(0, -LINE_END.length);
}
