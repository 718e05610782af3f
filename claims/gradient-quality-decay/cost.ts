import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, imagesCost, trajectoryCost } from "../_experiments/cost.ts";
import type { ExperimentSettings } from "../_experiments/settings.ts";
import { ONE_STEP } from "./settings.ts";

/** One training, or none. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published || cell.arm === "control:rotating-trajectory") return NO_COST;
  const settings = cell.protocol.settings as unknown as ExperimentSettings;
  const task = cell.input;
  const training = cell.arm === "control:one-step"
    ? trajectoryCost(cell, context, {
      task,
      settings: { ...settings, optimiser: "gd" },
      learningRate: ONE_STEP,
      epochs: 1,
      record: { deltas: [1], fullGradients: [0] },
    })
    : trajectoryCost(cell, context, { task, settings });
  return experimentCost(cell, context, { runs: [imagesCost(cell, context, task), training] });
}
