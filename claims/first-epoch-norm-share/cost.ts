import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, imagesCost, trajectoryCost } from "../_experiments/cost.ts";
import type { ExperimentSettings } from "../_experiments/settings.ts";
import { CONTROL_EPOCHS, CONTROL_SAMPLES } from "./settings.ts";

/** One training, or none. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published || cell.arm === "control:known-shares") return NO_COST;
  const settings = cell.protocol.settings as unknown as ExperimentSettings;
  const control = cell.arm === "control:no-training" && {
    learningRate: 0,
    epochs: CONTROL_EPOCHS,
    samples: CONTROL_SAMPLES,
    record: { deltas: [] },
  };
  const training = trajectoryCost(cell, context, { task: cell.input, settings, ...control });
  return experimentCost(cell, context, { runs: [imagesCost(cell, context, cell.input), training] });
}
