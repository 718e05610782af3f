import type { Measure } from "../../src/lab/mod.ts";
import { float64Arithmetic, type Problem, unitRoundoff } from "../../src/train/mod.ts";
import {
  roundingConstant,
  roundingUnit,
  summationError,
  withoutKinks,
} from "../_theory/allowance.ts";
import { problemOf, settingsOf, using } from "../_theory/problem.ts";
import { combine, largestRatio, norm, sum } from "../_theory/vector.ts";
import { regressionStep } from "../_theory/regression.ts";
import { armOf, halves } from "./arms.ts";
import { READINGS, STEP_SIZE } from "./settings.ts";

/** Trains both arms, and holds their gap against what rounding allows. */
export const measure: Measure = async ({ cell, reading, lab, source, record }) => {
  const { arithmetic } = reading;
  const { summation } = READINGS[cell.reading as keyof typeof READINGS];
  const settings = settingsOf(cell);
  const { alpha } = settings;
  const arm = armOf(cell.arm);
  const quadratic = arm.name === "linear-regression";
  const problem = withoutKinks(problemOf({ source, settings, seed: cell.seed, quadratic }));
  const trained = arm.name === "mini-batches" ? halves(problem) : problem;
  const context = { alpha, stepSize: STEP_SIZE, tasks: settings.tasks, summation };

  const [merged, multitask] = await using(
    trained,
    { lab, arithmetic },
    async (opened) =>
      [await arm.merged(opened, context), await arm.multitask(opened, context)] as const,
  );

  const reference = float64Arithmetic(problem);
  const gradients = await Promise.all(problem.tasks.map((_, t) => reference.gradient([t])));
  const u = unitRoundoff(arithmetic);
  const unit = roundingUnit(problem.base, {
    unitRoundoff: u,
    alpha,
    stepSize: STEP_SIZE,
    gradients,
  });
  const constant = roundingConstant(settings.tasks, alpha);
  const independent = summation === "one-graph" || quadratic;
  const allowance = independent
    ? combine([constant, unit], [alpha * STEP_SIZE, summationError(problem, u)])
    : combine([constant, unit]);

  const gap = combine([1, merged], [-1, multitask]);
  const scaled = largestRatio(gap, allowance);
  record({
    name: "scaled-gap",
    unit: "allowance",
    value: quadratic
      ? Math.max(scaled, closedFormGap(problem, { merged, alpha, allowance }))
      : scaled,
    noise: 1,
  });
  record({
    name: "gap-in-units",
    unit: "u(|θ|+αηΣ|g|)",
    value: largestRatio(gap, unit),
    noise: largestRatio(allowance, unit),
  });
  record({ name: "rounding-constant", unit: "1", value: constant });
  record({
    name: "relative-gap",
    unit: "1",
    value: norm(gap) / norm(multitask),
    noise: norm(allowance) / norm(multitask),
  });
  record({ name: "samples", unit: "samples a task", value: problem.tasks[0]!.count });
  if (arm.predicted) {
    const predicted = await arm.predicted(float64Arithmetic(trained), { ...context, gradients });
    record({
      name: "predicted-scaled-gap",
      unit: "allowance",
      value: largestRatio(predicted, allowance),
    });
  }
};

/** Distance of the merged displacement from the closed-form step of multitask regression. */
function closedFormGap(
  problem: Problem,
  { merged, alpha, allowance }: {
    merged: Float64Array;
    alpha: number;
    allowance: Float64Array;
  },
): number {
  const exact = sum(problem.tasks.map((task) => regressionStep(problem, task)));
  return largestRatio(combine([1, merged], [alpha * STEP_SIZE, exact]), allowance);
}
