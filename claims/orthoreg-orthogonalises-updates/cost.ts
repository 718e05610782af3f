import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import { experimentCost } from "../_experiments/cost.ts";
import { armsCost } from "../_orthoreg/cost.ts";

/** The trainings that are compared; what is measured of them takes little beside. */
export function cost(cell: Cell, context: CostContext): Cost {
  return experimentCost(cell, context, { runs: armsCost(cell, context) });
}
