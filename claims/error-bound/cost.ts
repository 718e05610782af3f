import { type Cell, type Cost, type CostContext, isDataless, NO_COST } from "../../src/lab/mod.ts";
import {
  cellCost,
  curvatureCost,
  gapCost,
  LANCZOS,
  secondOrderCost,
  sized,
  sizedOf,
  workOf,
} from "../_theory/cost.ts";
import { settingsOf } from "../_theory/problem.ts";
import { EXPLICIT_STEP_SIZES, HIDDEN, MEASURED_STEP_SIZES } from "./settings.ts";
import { parabolas, undecidedClassifiers, VANISHING_STEP_SIZES } from "./tight.ts";

/** Descents in float64, the norms of every Hessian on their way, and the gap or its leading term. */
export function cost(cell: Cell, { reading, ...context }: CostContext): Cost {
  if (isDataless(reading)) return NO_COST;
  const { arithmetic } = reading;
  const { alpha, epochs = 2, tasks } = settingsOf(cell);
  const kind = cell.reading.replace(/-(device|float64)$/, "");
  const isControl = cell.arm !== "main";
  const tight = kind === "measured" ? parabolas : undecidedClassifiers;
  const problem = isControl
    ? sized(tight(tasks).architecture, { ...cell, tasks, samples: 1 })
    : sizedOf(cell, { reading, ...context }, { hidden: HIDDEN, bias: kind === "measured" });
  const shares = isControl
    ? VANISHING_STEP_SIZES
    : kind === "measured"
    ? MEASURED_STEP_SIZES
    : EXPLICIT_STEP_SIZES;
  const common = {
    arithmetic,
    alpha,
    epochs: [epochs],
    stepSizes: shares.length,
    label: `bound ${shares.join()}`,
  };
  const visited = shares.length * (epochs - 1) * tasks;
  const constants = {
    name: `measured-constants ${problem.name} ${alpha} ${epochs} ${shares.join()}`,
    ...workOf(problem, {
      referenceGradients: visited,
      // No more products than there are parameters.
      referenceProducts: visited * Math.min(LANCZOS.fine, problem.parameters),
    }),
  };
  return cellCost([
    curvatureCost(problem),
    ...kind === "measured" ? [constants] : [],
    kind === "no-remainder"
      ? gapCost(problem, common)
      : secondOrderCost(problem, { ...common, hessians: ["iterate"] }),
  ], workOf(problem, { referenceGradients: 2 * shares.length * epochs * tasks }));
}
