import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, imagesCost, trajectoryCost } from "../_experiments/cost.ts";
import type { ExperimentSettings } from "../_experiments/settings.ts";
import { CONTROL_EPOCHS, CONTROL_SAMPLES } from "./settings.ts";

/** One training, and for the control that starts at the expert a second one. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published || cell.arm === "control:known-shares") return NO_COST;
  const settings = cell.protocol.settings as unknown as ExperimentSettings;
  const task = cell.input;
  const runs = [
    imagesCost(cell, context, task),
    trajectoryCost(cell, context, { task, settings }),
  ];
  if (cell.arm === "control:relabelled-expert") {
    runs.push(trajectoryCost(cell, context, {
      task,
      settings,
      epochs: CONTROL_EPOCHS,
      samples: CONTROL_SAMPLES,
      start: "expert",
      permuteLabels: true,
      record: { deltas: [] },
    }));
  }
  return experimentCost(cell, context, { runs });
}
