import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import { experimentCost, imagesCost, sharedCosts, trajectoryCost } from "../_experiments/cost.ts";
import { COMPARED_EPOCHS, type ExperimentSettings } from "../_experiments/settings.ts";
import { CONTROL_SAMPLES } from "./settings.ts";

/** A training of every task. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (cell.arm !== "control:no-training") {
    return experimentCost(sharedCosts(cell, context), context);
  }
  const settings = cell.protocol.settings as unknown as ExperimentSettings;
  const runs = (context.suite?.tasks ?? []).flatMap(({ name: task }) => [
    imagesCost(cell, context, task),
    trajectoryCost(cell, context, {
      task,
      settings,
      learningRate: 0,
      epochs: COMPARED_EPOCHS,
      samples: CONTROL_SAMPLES,
      record: { deltas: [], epochGradients: [1, 2, 3, 4, 5] },
    }),
  ]);
  return experimentCost(runs, context);
}
