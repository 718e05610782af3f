import type { MadeUpRow } from "../_published/addition.ts";
import type { TableName } from "../_published/tables.ts";

/** Rows without and with OrthoReg: printed, or made up. */
export type PairSettings =
  | { readonly table: TableName; readonly row: string; readonly models: readonly string[] }
  | { readonly baseline: MadeUpRow; readonly regularised: MadeUpRow };

/**
 * What four roundings of .005 can do to N' − N·A'/A: .005·(1 + q + (N/A)(1 + q)) with q = A'/A, in
 * points, where q ≤ 1.06 and N/A ≤ 1.17 in every row.
 */
export const ROUNDING = 0.025;

const experts = [0.7, 0.79, 0.99, 0.98, 0.995, 0.95, 0.76, 0.97];
const ratios = [0.9, 0.75, 0.86, 0.7, 0.97, 0.84, 0.92, 0.8];
const scaled = (values: readonly number[], by: number) => values.map((value) => by * value);

/** A merge three per cent better on every task, of the same experts. */
export const SAME_EXPERTS: PairSettings = {
  baseline: { experts, ratios },
  regularised: { experts, ratios: scaled(ratios, 1.03) },
};

/** The same merge, its experts one per cent worse: nothing was gained but a smaller denominator. */
export const WEAKER_EXPERTS: PairSettings = {
  baseline: { experts, ratios },
  regularised: { experts: scaled(experts, 0.99), ratios: scaled(ratios, 1 / 0.99) },
};
