import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import { cellCost, ERROR_BOUND, inArithmetic, sizedOf, workOf } from "../_theory/cost.ts";
import { READINGS } from "./settings.ts";

/** One or two steps of both arms, the reference's gradients, and the bounds on their rounding. */
export function cost(cell: Cell, context: CostContext): Cost {
  const quadratic = cell.arm === "control:linear-regression";
  const problem = sizedOf(cell, context, { quadratic });
  const { summation } = READINGS[cell.reading as keyof typeof READINGS];
  const steps = /two-epochs|mini-batches/.test(cell.arm) ? 2 : 1;
  // Kinks are looked for in every task; sums of another order are bounded task by task and jointly.
  const bounds = summation === "one-graph" || quadratic ? 3 : 1;
  const own = workOf(problem, { referenceGradients: problem.tasks * (1 + ERROR_BOUND * bounds) });
  const { steps: count, flops, float64 = 0 } = workOf(
    problem,
    inArithmetic(context.reading.arithmetic, { gradients: 2 * steps * problem.tasks }),
  );
  return cellCost([], { ...own, steps: count, flops, float64: own.float64! + float64 });
}
