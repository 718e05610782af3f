import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { evaluationsCost } from "../_experiments/cost.ts";
import { modelOf } from "../_experiments/model.ts";
import { armOf } from "../_experiments/settings_of.ts";
import { BEYOND, GRID } from "../_orthoreg/addition.ts";

import { updatesCost } from "../_orthoreg/cost.ts";
import { type UpdateSettings, withPenalty } from "../_orthoreg/settings.ts";
import { KEEPS } from "./settings.ts";

/** The images of another task that a validation has, in sets of the task's own. */
const OTHERS = 1 / 3;

/** Two trainings of every task, two validation curves each, and the tests of what they choose. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const settings = cell.protocol.settings as unknown as UpdateSettings;
  const { tasks } = settings;
  const isMatched = cell.reading === "matched-control";
  const grid = (isMatched ? BEYOND : GRID).length;
  const evaluations = 2 * tasks * grid * (1 + OTHERS * (tasks - 1));
  const tests = 2 * tasks * (isMatched ? 1 : KEEPS.length) * tasks;
  const [validation, test] = [
    evaluationsCost(context, { settings, evaluations, split: "validation" }),
    evaluationsCost(context, { settings, evaluations: tests, split: "test" }),
  ];
  return {
    runs: [
      ...updatesCost(cell, context, { settings: withPenalty(settings, "none") }),
      ...updatesCost(cell, context, {
        settings,
        ...armOf({ cell }) === "no-penalty" && { strength: 0 },
      }),
    ],
    steps: validation.steps + test.steps,
    flops: validation.flops + test.flops,
    bytes: 64 * encoderSize(modelOf(settings).encoder),
  };
}
