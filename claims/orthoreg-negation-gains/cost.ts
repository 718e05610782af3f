import {
  type Cell,
  type Cost,
  type CostContext,
  NO_COST,
  type RunCost,
} from "../../src/lab/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { evaluationsCost } from "../_experiments/cost.ts";
import { modelOf } from "../_experiments/model.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { BEYOND, GRID } from "../_orthoreg/addition.ts";
import { armsCost } from "../_orthoreg/cost.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import { KEEPS } from "./settings.ts";

/** The images of another task that accuracy is measured on, in sets of the task's own. */
const OTHERS = { validation: 1 / 3, test: 1 / 8 } as const;

/** Two trainings of every task and the negations of what they give, or of what a control makes of it. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const arm = armOf({ cell });
  const settings = settingsOf<UpdateSettings>({ cell });
  const negation = (of: string, tasks = settings.tasks) =>
    negationCost(cell, context, { of, tasks });
  return {
    runs: [...armsCost(cell, context), ...negationsOf(arm, { negation, settings })],
    ...{ steps: 0, flops: 0, bytes: 64 * encoderSize(modelOf(settings).encoder) },
  };
}

function negationsOf(
  arm: string,
  { negation, settings: { penalty } }: {
    negation: (of: string, tasks?: number) => RunCost;
    settings: UpdateSettings;
  },
): RunCost[] {
  switch (arm) {
    case "main":
      return [negation("none"), negation(penalty)];
    case "nothing-to-forget":
    case "ruinous-vectors":
      return [negation(arm, 1)];
    case "doubled-under-the-cap":
      return [negation("none"), negation(arm), negation(`twice ${arm}`)];
    default:
      return [negation("none"), negation(`${penalty} ${arm}`)];
  }
}

/** A validation curve of each task that is forgotten, and tests of what is chosen on it. */
function negationCost(
  cell: Cell,
  context: CostContext,
  { of, tasks }: { of: string; tasks: number },
): RunCost {
  const settings = settingsOf<UpdateSettings>({ cell });
  const isMatched = cell.reading === "matched-control";
  const grid = isMatched ? BEYOND : GRID;
  const on = (split: keyof typeof OTHERS, alphas: number) =>
    evaluationsCost(context, {
      ...{ settings, split },
      evaluations: tasks * alphas * (1 + OTHERS[split] * (settings.tasks - 1)),
    });
  const validation = on("validation", grid.length);
  const test = on("test", isMatched ? 1 : KEEPS.length);
  return {
    name: [
      ...["negation", context.suite?.name, cell.seed, settings.method, settings.tasks],
      ...[grid.length, of],
    ].join(" "),
    steps: validation.steps + test.steps,
    flops: validation.flops + test.flops,
    bytes: 0,
  };
}
