import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import { cellCost, ERROR_BOUND, sizedOf, workOf } from "../_theory/cost.ts";
import { COORDINATES } from "./settings.ts";

/** A step a task, and what its vector is held against: another gradient, or forward derivatives. */
export function cost(cell: Cell, context: CostContext): Cost {
  const quadratic = cell.arm === "control:linear-regression";
  const problem = sizedOf(cell, context, { quadratic });
  const onDevice = context.reading.arithmetic === "device";
  const compared = onDevice || quadratic ? 1 : 1 + COORDINATES;
  const referenceGradients = (onDevice ? 1 : 2) + compared + 2 * ERROR_BOUND;
  return cellCost(
    [],
    workOf(problem, {
      gradients: onDevice ? problem.tasks : 0,
      referenceGradients: problem.tasks * referenceGradients,
    }),
  );
}
