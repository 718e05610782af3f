import type { Measurement } from "../../src/lab/mod.ts";
import { merge } from "../../src/merge/mod.ts";
import { tunedMethod } from "../_experiments/masks.ts";
import { scalingGrid } from "../_experiments/merging.ts";
import { settingsOf } from "../_experiments/settings_of.ts";
import {
  type Addition,
  additionOf,
  type Experts,
  expertsOf,
  scaledMerge,
} from "../_orthoreg/addition.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import type { AdditionSettings } from "./settings.ts";

/** What updates reach, merged and each by itself. */
export interface Result {
  readonly merge: Pick<Addition, "alpha" | "onEdge" | "merged"> & Partial<Addition>;
  readonly experts: Experts;
}

/** Adds updates up, or merges them as the cell's settings say, at the α that is best on validation. */
export async function resultOf(measurement: Measurement, updates: Updates): Promise<Result> {
  const experts = await expertsOf(measurement, updates);
  const { merging: name } = settingsOf<AdditionSettings>(measurement);
  if (name === undefined) return { merge: await additionOf(measurement, updates), experts };
  const { settings, vectors: taskVectors } = updates;
  const method = await tunedMethod(measurement, { name, settings, taskVectors });
  const { alpha, edge, merged } = await scaledMerge(measurement, {
    ...{ updates, experts },
    combined: merge(taskVectors, method),
    grid: scalingGrid(method),
  });
  return { merge: { alpha, onEdge: edge === "upper" ? 1 : 0, merged }, experts };
}
