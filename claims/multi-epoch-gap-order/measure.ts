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
import { problemOf, settingsOf, using } from "../_theory/problem.ts";
import { combine, norm } from "../_theory/vector.ts";
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
  const fixedLength = cell.reading.startsWith("fixed-training-length");

  const multitaskScale = cell.arm === "control:wrong-step" ? WRONG_STEP : 1;
  const { stepSizes, gaps } = fixedLength
    ? await gapsAtFixedLength(
      experiment,
      cell.arm === "control:discretisation" ? discretisationError : gapAt,
    )
    : await gapsAtFixedEpochs(experiment, { lambda, epochs: settings.epochs!, multitaskScale });
  const gradients = await gradientNorms(problem);

  record({ name: "step-size", unit: "1", value: stepSizes });
  const floor = floors(experiment, { stepSizes, gradients });
  record({ name: "gap", unit: "weight", value: gaps, noise: floor });
  record({ name: "floor", unit: "weight", value: floor });
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

/** What is measured after `epochs` steps of a size. */
type Distance = (
  experiment: Experiment,
  training: { epochs: number; stepSize: number },
) => Promise<number>;

/** η = s/k, so that fewer, longer steps and many short ones cover the same training. */
async function gapsAtFixedLength(experiment: Experiment, distance: Distance) {
  const stepSizes = LENGTHS.map((epochs) => TRAINING_LENGTH / epochs);
  const gaps: number[] = [];
  for (const [i, epochs] of LENGTHS.entries()) {
    gaps.push(await distance(experiment, { epochs, stepSize: stepSizes[i]! }));
  }
  return { stepSizes, gaps };
}

const gapAt: Distance = async (experiment, { epochs, stepSize }) => {
  const run = await gapRun(experiment, { epochs: [epochs], stepSizes: [stepSize] });
  return norm(run[gapName(epochs, 0)]!);
};

/** Multitask training against itself at half the step size: that does shrink, in proportion to η. */
const discretisationError: Distance = async (
  { problem, lab, arithmetic, alpha },
  { epochs, stepSize },
) => {
  const schedule = [[...problem.tasks.keys()]];
  return await using(problem, { lab, arithmetic }, async (opened) => {
    const [coarse] = await opened.descend({
      schedule,
      stepSize: alpha * stepSize,
      snapshots: [epochs],
    });
    const [fine] = await opened.descend({
      schedule,
      stepSize: alpha * stepSize / 2,
      snapshots: [2 * epochs],
    });
    return norm(combine([1, coarse!], [-1, fine!]));
  });
};
