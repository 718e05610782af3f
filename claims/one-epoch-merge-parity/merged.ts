import type { Measurement } from "../../src/lab/mod.ts";
import { merge, type MergeMethod } from "../../src/merge/mod.ts";
import { tunedMethod } from "../_experiments/masks.ts";
import { evaluating, points, tunedScaling } from "../_experiments/merging.ts";
import { settingsOf } from "../_experiments/settings_of.ts";
import { type ParitySettings, TUNED } from "./settings.ts";

/** Task vectors [P] in the suite's order. */
export type Vectors = readonly Float32Array[];

/** Merged accuracy, the α it was reached with, and whether that lies on the grid's edge. */
export interface Merged {
  /** Mean over tasks, in points. */
  readonly accuracy: number;
  readonly alpha: number;
  /** 1 on the edge, else 0. */
  readonly edge: number;
  /** λ_t by task, where the method has masks. */
  readonly lambdas?: readonly number[];
}

/** Merges task vectors by the cell's method, at α = 1/T or the best on validation. */
export async function merged(measurement: Measurement, taskVectors: Vectors): Promise<Merged> {
  const settings = settingsOf<ParitySettings>(measurement);
  const method = await mergeMethod(measurement, taskVectors);
  const combined = merge(taskVectors, method);
  const tuned = TUNED.includes(measurement.cell.reading)
    ? await tunedScaling(measurement, { settings, combined, method })
    : undefined;
  const alpha = tuned?.alpha ?? 1 / taskVectors.length;
  return {
    accuracy: await accuracy(measurement, { combined, alpha }),
    alpha,
    edge: tuned && tuned.edge !== "none" ? 1 : 0,
    ...(method.kind === "consensus" && { lambdas: method.lambda as readonly number[] }),
  };
}

/** Mean test accuracy, over all tasks or some, at θ_b + α · `combined`, in points. */
export function accuracy(
  measurement: Measurement,
  { combined, alpha, ...only }: {
    combined: Float64Array | Float32Array;
    alpha: number;
    tasks?: readonly string[];
  },
): Promise<number> {
  const settings = settingsOf(measurement);
  return evaluating(
    measurement,
    { settings, split: "test", ...only },
    async ({ evaluate }) => points(await evaluate(combined, alpha)),
  );
}

/** The cell's method, with what it leaves to validation chosen there. */
export function mergeMethod(
  measurement: Measurement,
  taskVectors: Vectors,
): Promise<MergeMethod> {
  const settings = settingsOf<ParitySettings>(measurement);
  return tunedMethod(measurement, { name: settings.method, settings, taskVectors });
}
