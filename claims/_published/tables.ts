import { readFigures } from "./figures.ts";

/** The architectures of P2's tables: CLIP's ViT-B/32, ViT-B/16 and ViT-L/14. */
export const MODELS = ["B-32", "B-16", "L-14"] as const;

/** The methods of P2's tables 1, 2, 4 and 5; each has a row with `+orthoreg` and one of deltas. */
export const METHODS = ["non-lin", "tta", "att-ft", "lora-att"] as const;

/** The layers that LoRA is applied to in P2's table 6. */
export const MODULES = ["qkvofp", "qkvo", "qkv", "qv", "fp"] as const;

/** What each of P2's tables has a row for, and which metrics a row gives. */
export const TABLES = {
  "table-1": { rows: METHODS, metrics: ["abs", "norm"] },
  "table-2": { rows: METHODS, metrics: ["target", "control"] },
  "table-4": { rows: METHODS, metrics: ["target", "control"] },
  "table-5": { rows: METHODS, metrics: ["target", "control"] },
  "table-6": { rows: MODULES, metrics: ["abs", "norm"] },
} as const;

export type TableName = keyof typeof TABLES;

/** The row of a method with OrthoReg. */
export const withOrthoReg = (method: string): string => `${method}+orthoreg`;

/** A figure of a table in hundredths, an integer. */
export type Cells = (figure: string) => number;

/** A figure as a control has it: so many hundredths more than printed. */
export type Alteration = {
  readonly figure: string;
  readonly by: number;
};

/**
 * The cells of a table as printed, but for an alteration.
 *
 * @throws {RangeError} When the alteration is of a figure that the table does not have.
 */
export async function cellsOf(
  table: TableName | "table-3",
  alteration?: Alteration,
): Promise<Cells> {
  const figures = await readFigures(`p2-${table}.csv`);
  if (alteration) figures.get(alteration.figure);
  return (name) => figures.hundredths(name) + (name === alteration?.figure ? alteration.by : 0);
}

/** Seeds of readings that nothing is sampled in. */
export const ONCE = { smoke: 1, default: 1, nightly: 1 } as const;
