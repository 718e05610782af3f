import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, sharedCosts } from "../_experiments/cost.ts";

/** A training of every task; experts and two merges are evaluated. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (cell.arm === "control:known-gains") return NO_COST;
  const evaluations = 2 + (context.suite?.tasks.length ?? 0);
  return experimentCost(cell, context, { runs: sharedCosts(cell, context), evaluations });
}
