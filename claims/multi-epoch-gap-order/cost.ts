import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import {
  cellCost,
  curvatureCost,
  gapCost,
  inArithmetic,
  type Sized,
  sizedOf,
  workOf,
} from "../_theory/cost.ts";
import { SHARED_EPOCHS, SHARED_STEP_SIZES } from "../_theory/gap.ts";
import { settingsOf } from "../_theory/problem.ts";
import { LENGTHS } from "./settings.ts";

/** Gaps that all numbers of epochs share; at fixed training length, one for every number of them. */
export function cost(cell: Cell, { reading, ...context }: CostContext): Cost {
  const { arithmetic } = reading;
  const { alpha } = settingsOf(cell);
  const quadratic = cell.arm === "control:quadratic";
  const problem = sizedOf(cell, { reading, ...context }, { quadratic });
  const curvature = curvatureCost(problem);
  const gradientNorms = { referenceGradients: problem.tasks };
  if (cell.arm === "control:discretisation") {
    return cellCost([curvature], discretisationWork(problem, arithmetic));
  }
  const common = { arithmetic, alpha };
  const gaps = cell.reading.startsWith("fixed-training-length")
    ? LENGTHS.map((k) => gapCost(problem, { ...common, epochs: [k], stepSizes: 1, label: "fixed" }))
    : [gapCost(problem, {
      ...common,
      epochs: SHARED_EPOCHS,
      stepSizes: SHARED_STEP_SIZES,
      label: cell.arm === "control:wrong-step" ? "wrong step" : "shared",
    })];
  return cellCost([curvature, ...gaps], workOf(problem, gradientNorms));
}

/** Multitask descents of k and of 2k steps, for every k. */
function discretisationWork(problem: Sized, arithmetic: "device" | "float64") {
  const steps = LENGTHS.reduce((sum, k) => sum + 3 * k, 0);
  return workOf(problem, inArithmetic(arithmetic, { gradients: steps * problem.tasks }));
}
