import type { Alteration, TableName } from "../_published/tables.ts";

/** A row of deltas in a printed table, or one made up from unrounded accuracies in %. */
export type DeltaSettings =
  | { readonly table: TableName; readonly row: string; readonly alteration?: Alteration }
  | { readonly baseline: readonly number[]; readonly treated: readonly number[] };

/** Three numbers, each printed to the nearest .01: their roundings add up to no more. */
export const ROUNDING = 3 * 0.005;

/** Accuracies whose printed difference is .01 off that of the printed cells, either way. */
export const UNROUNDED: DeltaSettings = {
  baseline: [70.324, 77.556, 25.046],
  treated: [73.416, 93.934, 18.554],
};

/** Accuracies of two decimals: nothing is lost in print. */
export const ROUND: DeltaSettings = { baseline: [70.32, 25.05], treated: [73.41, 18.55] };
