import type { Measure } from "../../src/lab/mod.ts";
import {
  curvature,
  type Experiment,
  floors,
  gapName,
  gapRun,
  gradientNorms,
  SHARED_EPOCHS,
  sharedStepSizes,
} from "../_theory/gap.ts";
import { problemOf, settingsOf } from "../_theory/problem.ts";
import { norm } from "../_theory/vector.ts";
import { LENGTHS, TRAINING_LENGTH, WRONG_STEP } from "./settings.ts";

/** Trains both arms over a ladder of step sizes and records the norm of their gap. */
export const measure: Measure = async ({ cell, reading, lab, source, record }) => {
  const { arithmetic } = reading;
  const quadratic = cell.arm === "control:quadratic";
  const settings = settingsOf(cell);
  const { seed } = cell;
  const problem = problemOf({ source, settings, seed, quadratic });
  const experiment: Experiment = { problem, lab, arithmetic, seed, alpha: settings.alpha };
  const lambda = await curvature(experiment);
  const fixedLength = cell.reading.startsWith("fixed-training-length") && cell.arm === "main";

  const multitaskScale = cell.arm === "control:wrong-step" ? WRONG_STEP : 1;
  const { stepSizes, gaps } = fixedLength
    ? await gapsAtFixedLength(experiment)
    : await gapsAtFixedEpochs(experiment, { lambda, epochs: settings.epochs!, multitaskScale });
  const gradients = await gradientNorms(problem);

  record({ name: "step-size", unit: "1", value: stepSizes });
  record({ name: "gap", unit: "weight", value: gaps });
  record({ name: "floor", unit: "weight", value: floors(experiment, { stepSizes, gradients }) });
  // At fixed length kη is the same everywhere: no step size is too long for the window.
  record({ name: "stiffness", unit: "1", value: fixedLength ? 0 : settings.epochs! * lambda });
  record({ name: "curvature", unit: "1", value: lambda });
  record({ name: "gradient-norms", unit: "1", value: gradients });
};

async function gapsAtFixedEpochs(
  experiment: Experiment,
  { lambda, epochs, multitaskScale }: { lambda: number; epochs: number; multitaskScale: number },
) {
  const stepSizes = sharedStepSizes(lambda);
  const run = await gapRun(experiment, { epochs: SHARED_EPOCHS, stepSizes, multitaskScale });
  return { stepSizes, gaps: stepSizes.map((_, i) => norm(run[gapName(epochs, i)]!)) };
}

/** η = s/k, so that fewer, longer steps and many short ones cover the same training. */
async function gapsAtFixedLength(experiment: Experiment) {
  const stepSizes: number[] = [], gaps: number[] = [];
  for (const epochs of LENGTHS) {
    const stepSize = TRAINING_LENGTH / epochs;
    const run = await gapRun(experiment, { epochs: [epochs], stepSizes: [stepSize] });
    stepSizes.push(stepSize);
    gaps.push(norm(run[gapName(epochs, 0)]!));
  }
  return { stepSizes, gaps };
}
