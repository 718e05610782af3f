import type { Alteration, TableName } from "../_published/tables.ts";
import type { MadeUpRow } from "../_published/addition.ts";

/** A row of a printed table, or one made up. */
export type RowSettings =
  | { readonly table: TableName; readonly row: string; readonly alteration?: Alteration }
  | { readonly madeUp: MadeUpRow };

/** Eight experts and what a merge keeps of each, once more than the expert has. */
export const MADE_UP: MadeUpRow = {
  experts: [0.7, 0.79, 0.99, 0.98, 0.995, 0.95, 0.76, 0.97],
  ratios: [0.9, 0.75, 0.86, 0.7, 0.97, 0.84, 1.01, 0.8],
};

/** A printed tie leaves less than this between Norm and Abs, in points. */
export const TIE = 0.01;
