import { parse } from "@std/csv";
import { z } from "zod";
import { hundredths } from "./hundredths.ts";

const COLUMNS = ["figure", "value", "unit", "source", "place", "provenance", "read"] as const;
const UNITS = ["%", "points", "1", "min", "MB", "million"] as const;
const PROVENANCES = ["paper table", "authors' log", "as quoted in the specification"] as const;

const RowSchema = z.object({
  figure: z.string().regex(/^[^\s/]+(\/[^\s/]+)*$/, "figure is not a name of parts joined by '/'"),
  value: z.string().regex(/^[+-]?\d+(\.\d+)?$/, "value is not a finite decimal number"),
  unit: z.enum(UNITS, `unit is not one of ${UNITS.join(", ")}`),
  source: z.string().regex(/^arXiv:\d{4}\.\d{5}(v\d+)?$/, "source is not arXiv:NNNN.NNNNN"),
  place: z.string().min(1, "place is empty: name the table, figure or file"),
  provenance: z.enum(PROVENANCES, `provenance is not one of ${PROVENANCES.join(", ")}`),
  read: z.iso.date("read is no ISO date (YYYY-MM-DD)"),
});

/** A number as somebody printed it, and where. */
export interface Figure {
  /** Its name within the file, parts joined by `/`. */
  readonly figure: string;
  /** As printed, with sign and trailing zeros. */
  readonly printed: string;
  readonly value: number;
  readonly unit: typeof UNITS[number];
  readonly source: string;
  readonly place: string;
  readonly provenance: typeof PROVENANCES[number];
  /** ISO date on which it was read. */
  readonly read: string;
}

/** The figures of one file by name. */
export class Figures {
  readonly #file: string;
  readonly #byName: ReadonlyMap<string, Figure>;

  constructor(file: string, figures: readonly Figure[]) {
    this.#file = file;
    this.#byName = new Map(figures.map((figure) => [figure.figure, figure]));
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** @throws {RangeError} When the file has no such figure. */
  get(name: string): Figure {
    const figure = this.#byName.get(name);
    if (figure) return figure;
    throw new RangeError(`Cannot find figure '${name}': ${this.#file} has no such row`);
  }

  value(name: string): number {
    return this.get(name).value;
  }

  /** The figure in hundredths, an integer: sums and differences of them are exact. */
  hundredths(name: string): number {
    return hundredths(this.get(name).printed);
  }

  /** The figures whose names start with `prefix`, in the order of the file. */
  below(prefix: string): readonly Figure[] {
    return [...this.#byName.values()].filter(({ figure }) => figure.startsWith(prefix));
  }
}

const FOLDER = new URL("../../fixtures/published/", import.meta.url);
const read = new Map<string, Promise<Figures>>();

/**
 * Reads a file of `fixtures/published/`, once.
 *
 * @throws {RangeError} When a row is not what it should be: file, line and fault.
 * @throws {Deno.errors.NotFound} When there is no such file.
 */
export function readFigures(file: string): Promise<Figures> {
  const known = read.get(file);
  if (known) return known;
  const figures = Deno.readTextFile(new URL(file, FOLDER))
    .then((text) => new Figures(file, parseFigures(text, { file })));
  read.set(file, figures);
  return figures;
}

/**
 * Reads figures from CSV, one a line, and refuses what is not a figure.
 *
 * @throws {RangeError} When a row is not what it should be: file, line and fault.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const head = "figure,value,unit,source,place,provenance,read";
 * const row = "B-32/tta/abs,74.68,%,arXiv:2604.17078v1,Table 1,paper table,2026-11-24";
 * const [figure] = parseFigures(`${head}\n${row}\n`, { file: "table.csv" });
 * assertEquals(figure?.value, 74.68);
 * ```
 */
export function parseFigures(text: string, { file }: { file: string }): readonly Figure[] {
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const fault = (line: number, found: string) =>
    new RangeError(`Cannot use ${file}, line ${line}: ${found}`);
  if (head !== COLUMNS.join(",")) throw fault(1, `the columns are not ${COLUMNS.join(",")}`);
  const seen = new Set<string>();
  return lines.map((line, index) => {
    const at = index + 2;
    const fields = fieldsOf(line, (found) => fault(at, found));
    if (fields.length !== COLUMNS.length) {
      throw fault(at, `${fields.length} fields, not ${COLUMNS.length}`);
    }
    const row = RowSchema.safeParse(
      Object.fromEntries(COLUMNS.map((name, i) => [name, fields[i]])),
    );
    if (!row.success) throw fault(at, row.error.issues.map(({ message }) => message).join("; "));
    const { value: printed, ...rest } = row.data;
    if (seen.has(rest.figure)) throw fault(at, `figure '${rest.figure}' is there twice`);
    seen.add(rest.figure);
    return { ...rest, printed, value: Number(printed) };
  });
}

/** One record a line, so that lines can be counted. */
function fieldsOf(line: string, fault: (found: string) => RangeError): readonly string[] {
  try {
    return parse(line)[0] ?? [];
  } catch (error) {
    throw fault((error as Error).message);
  }
}
