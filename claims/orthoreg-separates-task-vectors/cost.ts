import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import { experimentCost, trajectoryCost } from "../_experiments/cost.ts";
import { settingsOf } from "../_experiments/settings_of.ts";
import { armsCost } from "../_orthoreg/cost.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import { tasksOf } from "../_orthoreg/updates.ts";

/** The trainings that are compared, and a pass over every training set at the base. */
export function cost(cell: Cell, context: CostContext): Cost {
  const settings = settingsOf<UpdateSettings>({ cell });
  const tasks = context.suite ? tasksOf({ suite: context.suite }, settings) : [];
  const gradients = tasks.map((task) =>
    trajectoryCost(cell, context, {
      task,
      settings: { ...settings, optimiser: "gd", epochs: 1 },
      record: { deltas: [], fullGradients: [0] },
    })
  );
  return experimentCost(cell, context, { runs: [...armsCost(cell, context), ...gradients] });
}
