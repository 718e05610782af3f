import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, sharedCosts, trajectoryCost } from "../_experiments/cost.ts";
import type { IterativeSettings } from "./settings.ts";

/** A training of every task, and one run of rounds that has as many epochs. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published || cell.arm === "control:convex-tasks") return NO_COST;
  const { rounds, epochsPerRound, ...settings } = cell.protocol
    .settings as unknown as IterativeSettings;
  const shared = sharedCosts({ ...cell, protocol: { ...cell.protocol, settings } }, context);
  const flipped = cell.arm === "control:flipped";
  const iterated = (context.suite?.tasks ?? []).map(({ name: task }) =>
    trajectoryCost(cell, context, {
      task,
      settings,
      epochs: rounds * epochsPerRound,
      order: `${rounds}x${epochsPerRound}${flipped}`,
      record: { deltas: [1] },
    })
  );
  return experimentCost(cell, context, { runs: [...shared, ...iterated], evaluations: rounds + 2 });
}
