import type { Labels } from "./labels.ts";

/** The training set of one task; a sample is a row. */
export interface TaskData {
  /** Unique among the tasks of one draw, such as `mnist/classes-3-7`. */
  readonly name: string;
  /** `[count, dimension]`, row by row, dimensionless, of order 1. */
  readonly inputs: Float32Array;
  /** `[count, classes]`, row by row: 1 in the column of the sample's class, else 0. */
  readonly targets: Float32Array;
  /** `[count]`: the column in which the sample's target is 1. */
  readonly labels: Labels;
  readonly count: number;
  readonly dimension: number;
  /** Columns of the one-hot targets, shared by all tasks of a source. */
  readonly classes: number;
}

/** Writes labels as one-hot rows: `[n]` to `[n, classes]`. */
export function oneHot(labels: Labels, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => rows[i * classes + label] = 1);
  return rows;
}
