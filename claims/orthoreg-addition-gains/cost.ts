import {
  type Cell,
  type Cost,
  type CostContext,
  NO_COST,
  type RunCost,
} from "../../src/lab/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { evaluationsCost, trajectoryCost } from "../_experiments/cost.ts";
import { modelOf } from "../_experiments/model.ts";
import { armOf } from "../_experiments/settings_of.ts";
import { withPenalty } from "../_orthoreg/arms.ts";
import { GRID } from "../_orthoreg/addition.ts";
import { additionsCost, updatesCost } from "../_orthoreg/cost.ts";
import { type AdditionSettings, COMPOSED, JOINT_ROUNDS } from "./settings.ts";

/** Evaluations of one merge's tuning and test, with those that masks take. */
const MERGES = GRID.length + COMPOSED.length;

/** Two trainings of every task and their sums; with all weights the two that confounds need, too. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const settings = cell.protocol.settings as unknown as AdditionSettings;
  const plain = withPenalty(settings, "none");
  const tasks = (context.suite?.tasks ?? []).slice(0, settings.tasks).map(({ name }) => name);
  const merges = (settings.merging ? 2 : armOf({ cell }) === "known-scaling" ? 1 : 0) * MERGES;
  const evaluations = merges * tasks.length;
  return {
    runs: runsOf(cell, context, { settings, plain, tasks }),
    ...evaluationsCost(context, { settings, evaluations, split: "validation" }),
    bytes: 64 * encoderSize(modelOf(settings).encoder),
  };
}

function runsOf(
  cell: Cell,
  context: CostContext,
  { settings, plain, tasks }: {
    settings: AdditionSettings;
    plain: AdditionSettings;
    tasks: readonly string[];
  },
): RunCost[] {
  const of = (each: AdditionSettings) => [
    ...updatesCost(cell, context, { settings: each }),
    ...additionsCost(cell, context, each),
  ];
  const training = (task: string, { epochs, evaluate }: { epochs: number; evaluate?: boolean }) =>
    trajectoryCost(cell, context, {
      ...{ task, epochs, samples: settings.samples, order: cell.arm },
      settings: { ...settings, optimiser: "adamw" },
      record: { deltas: [epochs], ...evaluate && { evaluate } },
    });
  switch (armOf({ cell })) {
    case "copies-of-one-expert":
      return [training(tasks[0] ?? "", { epochs: settings.epochs, evaluate: true })];
    case "joint":
      return [...of(plain), ...tasks.map((task) => training(task, { epochs: JOINT_ROUNDS }))];
    case "known-scaling":
    case "weaker-experts":
      return of(plain);
    case "no-penalty":
      return [...of(plain), ...updatesCost(cell, context, { settings, strength: 0 })];
  }
  const confounded = settings.method === "non-lin" && settings.merging === undefined;
  return [
    ...of(plain),
    ...of(settings),
    ...confounded ? of(withPenalty(settings, "norm")) : [],
  ];
}
