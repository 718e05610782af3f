import type { Measure } from "../../src/lab/mod.ts";
import {
  CEILING,
  curvature,
  type Experiment,
  floors,
  gapName,
  gapRun,
  gradientNorms,
  ladder,
  SHARED_EPOCHS,
  sharedStepSizes,
} from "../_theory/gap.ts";
import { problemOf, SAMPLES, settingsOf } from "../_theory/problem.ts";
import { type HessianAt, secondOrderRun, termName } from "../_theory/second_order.ts";
import { combine, norm } from "../_theory/vector.ts";
import { unitRoundoff } from "../../src/train/mod.ts";
import { type Formula, FORMULAS, multipleOfDelta } from "./formulas.ts";
import { DEVICE_LADDER, EPOCHS } from "./settings.ts";

/** Trains both arms over a ladder of step sizes and records what a formula leaves of their gap. */
export const measure: Measure = async ({ cell, reading, lab, source, record }) => {
  const { arithmetic } = reading;
  const settings = settingsOf(cell);
  const { alpha, epochs = 2 } = settings;
  const { seed } = cell;
  const quadratic = cell.arm === "control:quadratic";
  const problem = problemOf({ source, settings, seed, quadratic });
  const experiment: Experiment = { problem, lab, arithmetic, seed, alpha };
  const lambda = await curvature(experiment);
  const formula = formulaOf(cell.reading);
  const hessian = formula.hessian ?? "iterate";

  const { stepSizes, snapshots } = trainingOf(epochs, { lambda, arithmetic });
  const gapArrays = await gapRun(experiment, { epochs: snapshots, stepSizes });
  const mismatched = cell.arm === "control:another-hessian";
  const hessians: readonly HessianAt[] = arithmetic === "float64" && !mismatched && !quadratic
    ? ["iterate", "next", "base"]
    : [hessian];
  const termEpochs = arithmetic === "float64" ? [...EPOCHS] : [epochs];
  const terms = await secondOrderRun(experiment, {
    epochs: termEpochs,
    stepSizes,
    hessians,
    mismatched,
  });

  const factor = formula.factor(alpha) * multipleOfDelta(formula, alpha);
  const compared = stepSizes.map((eta, i) => {
    const gap = gapArrays[gapName(epochs, i)]!;
    const term = combine([factor * eta ** 2, terms[termName(hessian, epochs, i)]!]);
    return { gap: norm(gap), term: norm(term), residual: norm(combine([1, gap], [-1, term])) };
  });
  const gradients = await gradientNorms(problem);
  const floor = floors(experiment, { stepSizes, gradients });
  const residuals = compared.map(({ residual }) => residual);

  record({ name: "step-size", unit: "1", value: stepSizes });
  record({ name: "residual", unit: "weight", value: residuals, noise: floor });
  record({ name: "floor", unit: "weight", value: floor });
  record({ name: "stiffness", unit: "1", value: epochs * lambda });
  const shares = compared.map((c) => c.residual / c.gap);
  const plateau = formula.plateau(alpha);
  const noise = compared.map((c, i) => floor[i]! / c.gap);
  record({ name: "relative-residual", unit: "1", value: shares, noise });
  record({ name: "predicted-plateau", unit: "1", value: plateau });
  if (plateau > 0) {
    const reached = shares.at(-1)!;
    record({
      name: "plateau-deviation",
      unit: "1",
      value: Math.abs(reached / plateau - 1),
      noise: noise.at(-1)! / plateau,
    });
  }
  if (quadratic) {
    const operations = SAMPLES +
      problem.architecture.widths.reduce((total, width) => total + width);
    const scaled = compared.map(({ residual, term }, i) =>
      residual / (floor[i]! + operations * unitRoundoff(arithmetic) * term)
    );
    record({ name: "scaled-residual", unit: "allowance", value: Math.max(...scaled), noise: 1 });
  }
};

/** In float64 the gaps of P1.3 serve; float32 needs a finer ladder at its own k. */
function trainingOf(
  epochs: number,
  { lambda, arithmetic }: { lambda: number; arithmetic: Experiment["arithmetic"] },
) {
  return arithmetic === "float64"
    ? { stepSizes: sharedStepSizes(lambda), snapshots: SHARED_EPOCHS }
    : { stepSizes: ladder(CEILING / (epochs * lambda), DEVICE_LADDER), snapshots: [epochs] };
}

function formulaOf(reading: string): Formula {
  const id = reading.replace(/^relu-/, "").replace(/-(device|float64)$/, "")
    .replace(/-at-(plus|minus)-one$/, "");
  const formula = FORMULAS.find((candidate) => candidate.id === id);
  if (!formula) throw new RangeError(`Cannot measure reading '${reading}': it names no formula`);
  return formula;
}
