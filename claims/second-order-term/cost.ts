import type { Cell, Cost, CostContext } from "../../src/lab/mod.ts";
import {
  cellCost,
  curvatureCost,
  gapCost,
  secondOrderCost,
  sizedOf,
  workOf,
} from "../_theory/cost.ts";
import { SHARED_EPOCHS, SHARED_STEP_SIZES } from "../_theory/gap.ts";
import { settingsOf } from "../_theory/problem.ts";
import { DEVICE_LADDER, EPOCHS } from "./settings.ts";

/** In float64 the gaps of P1.3 and terms that all readings share, on the device its own. */
export function cost(cell: Cell, { reading, ...context }: CostContext): Cost {
  const { arithmetic } = reading;
  const { alpha, epochs = 2 } = settingsOf(cell);
  const quadratic = cell.arm === "control:quadratic";
  const mismatched = cell.arm === "control:another-hessian";
  const problem = sizedOf(cell, { reading, ...context }, { quadratic });
  const onDevice = arithmetic === "device";
  const single = cell.reading.startsWith("hessian-at-next")
    ? "next"
    : cell.reading.startsWith("frozen-at-base")
    ? "base"
    : "iterate";
  const stepSizes = onDevice ? DEVICE_LADDER.count : SHARED_STEP_SIZES;
  const common = { arithmetic, alpha, stepSizes, label: onDevice ? "ladder" : "shared" };
  return cellCost([
    curvatureCost(problem),
    gapCost(problem, { ...common, epochs: onDevice ? [epochs] : SHARED_EPOCHS }),
    secondOrderCost(problem, {
      ...common,
      epochs: onDevice ? [epochs] : EPOCHS,
      hessians: onDevice || mismatched || quadratic ? [single] : ["iterate", "next", "base"],
      label: mismatched ? "mismatched" : common.label,
    }),
  ], workOf(problem, { referenceGradients: problem.tasks }));
}
