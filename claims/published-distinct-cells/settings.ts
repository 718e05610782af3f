import type { Alteration, TableName } from "../_published/tables.ts";

/** A method's row at the three thresholds, as printed; at one of them a control alters a cell. */
export type PrintedRun = {
  readonly row: string;
  readonly altered?: { readonly table: TableName; readonly alteration: Alteration };
};

/** Made-up task vectors: what α = 1 costs the control accuracy, by task. */
export type MadeUpRun = { readonly damage: readonly number[] };

export type RunSettings = PrintedRun | MadeUpRun;

/** Two tables that print the same cells. */
export type RepeatSettings = {
  readonly table: TableName | "table-3";
  readonly again: TableName;
  readonly figures: readonly string[];
  /** Of the first table. */
  readonly alteration?: Alteration;
};

/** Eight vectors of which each meets every threshold before α = 1. */
export const UNCAPPED: MadeUpRun = {
  damage: [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6],
};

/** Eight vectors of which none meets any threshold at α ≤ 1. */
export const CAPPED: MadeUpRun = {
  damage: [0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04],
};

/** Two roundings of at most .005, one of them times the threshold. */
export const THRESHOLD_ROUNDING = 2 * 0.005;
