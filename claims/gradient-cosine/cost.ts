import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, imagesCost, sharedCosts, trajectoryCost } from "../_experiments/cost.ts";
import { COMPARED_EPOCHS, type ExperimentSettings } from "../_experiments/settings.ts";
import { CONTROL_SAMPLES, GRADIENTS_ONLY } from "./settings.ts";

/** A training of every task, or none. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const settings = cell.protocol.settings as unknown as ExperimentSettings;
  const control = cell.arm === "control:no-training";
  if (!control && (settings.optimiser === "adamw" || settings.epochs !== COMPARED_EPOCHS)) {
    return experimentCost(cell, context, { runs: sharedCosts(cell, context) });
  }
  const runs = (context.suite?.tasks ?? []).flatMap(({ name: task }) => [
    imagesCost(cell, context, task),
    trajectoryCost(cell, context, {
      task,
      settings,
      ...(control && { learningRate: 0, epochs: COMPARED_EPOCHS, samples: CONTROL_SAMPLES }),
      record: GRADIENTS_ONLY,
    }),
  ]);
  return experimentCost(cell, context, { runs });
}
