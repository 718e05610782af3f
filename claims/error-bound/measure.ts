import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { hessianExtremes, layerNorms } from "../../src/reference/mod.ts";
import { float64Arithmetic, type Problem, toBatch } from "../../src/train/mod.ts";
import { curvature, type Experiment, gapName, gapRun } from "../_theory/gap.ts";
import { problemOf, problemRecipe, settingsOf } from "../_theory/problem.ts";
import { secondOrderRun, termName } from "../_theory/second_order.ts";
import { combine, norm } from "../_theory/vector.ts";
import { explicitConstants, gapBound, tasksFactor, termBound } from "./constants.ts";
import {
  type Parabolas,
  printedFactorRatio,
  reluKinkRatio,
  signedAlphaExcess,
} from "./constructed.ts";
import { parabolas, undecidedClassifiers, VANISHING_STEP_SIZES } from "./tight.ts";
import { EXPLICIT_STEP_SIZES, HIDDEN, KINK_STEP_SIZES, MEASURED_STEP_SIZES } from "./settings.ts";

/** Holds C, or the whole gap, against the reading's bound. */
export const measure: Measure = async (measurement) => {
  const { cell, record } = measurement;
  const ratio = (value: number) => record({ name: "ratio", unit: "bound", value });
  const settings = cell.protocol.settings as unknown as Parabolas;
  switch (cell.reading) {
    case "printed-factor": {
      const { term, bound } = printedFactorRatio(settings);
      record({ name: "term", unit: "1", value: term });
      record({ name: "bound", unit: "1", value: bound });
      return ratio(term / bound);
    }
    case "signed-alpha":
      return record({
        name: "excess",
        unit: "T·binom·H·G",
        value: signedAlphaExcess(settings),
      });
    case "relu-no-remainder": {
      const ratios = KINK_STEP_SIZES.map(reluKinkRatio);
      record({ name: "step-size", unit: "1", value: KINK_STEP_SIZES });
      record({ name: "ratio-by-step-size", unit: "bound", value: ratios });
      return ratio(Math.max(...ratios));
    }
    default:
      return await measureNetwork(measurement);
  }
};

async function measureNetwork(
  { cell, reading, lab, source, record }: Measurement,
): Promise<void> {
  const kind = cell.reading.replace(/-(device|float64)$/, "");
  const { arithmetic } = reading;
  const settings = settingsOf(cell);
  const { alpha, epochs = 2, tasks } = settings;
  const { seed } = cell;
  const isControl = cell.arm !== "main";
  const tight = kind === "measured" ? parabolas : undecidedClassifiers;
  const problem = isControl
    ? tight(tasks)
    : problemOf({ source, settings, seed, hidden: HIDDEN, bias: kind === "measured" });
  const experiment: Experiment = { problem, lab, arithmetic, seed, alpha };
  const lambda = await curvature(experiment);
  const shares = isControl
    ? VANISHING_STEP_SIZES
    : kind === "measured"
    ? MEASURED_STEP_SIZES
    : EXPLICIT_STEP_SIZES;
  const stepSizes = shares.map((share) => share / lambda);
  const visited = await trajectories(experiment, { epochs, stepSizes });
  const constants = kind === "measured"
    ? await measuredConstants(experiment, { visited, stepSizes })
    : visited.map(({ weights }) => networkConstants(problem, weights));

  const whole = kind === "no-remainder";
  const measured = whole
    ? await gapRun(experiment, { epochs: [epochs], stepSizes })
    : await secondOrderRun(experiment, { epochs: [epochs], stepSizes, hessians: ["iterate"] });
  const ratios = stepSizes.map((stepSize, i) => {
    const vector = measured[whole ? gapName(epochs, i) : termName("iterate", epochs, i)]!;
    const terms = { tasks, alpha, epochs, ...constants[i]! };
    const bound = whole ? gapBound({ ...terms, stepSize }) : termBound(terms);
    const omitted = cell.arm === "control:without-factor" ? tasksFactor(terms) : 1;
    return norm(vector) / (bound / omitted);
  });
  record({ name: "step-size", unit: "1", value: stepSizes });
  record({ name: "ratio-by-step-size", unit: "bound", value: ratios });
  record({ name: "gradient-bound", unit: "1", value: constants.map((c) => c.gradient) });
  record({ name: "hessian-bound", unit: "1", value: constants.map((c) => c.hessian) });
  record({ name: "ratio", unit: "bound", value: Math.max(...ratios) });
}

/** What the descents of one step size pass through, in float64. */
interface Visited {
  /** Displacements θ_MT^(e), e = 0 … k − 2, at which C takes gradients and Hessians. */
  readonly multitask: readonly Float64Array[];
  /** Largest ‖W_l‖₂ over all iterates of both arms, and so over every segment between them. */
  readonly weights: number;
}

async function trajectories(
  { problem, alpha }: Experiment,
  { epochs, stepSizes }: { epochs: number; stepSizes: readonly number[] },
): Promise<readonly Visited[]> {
  const reference = float64Arithmetic(problem);
  const all = [...problem.tasks.keys()];
  const snapshots = Array.from({ length: epochs }, (_, e) => e + 1);
  const start = new Float64Array(problem.base.length);
  const weightNorm = (at: Float64Array) =>
    Math.max(...layerNorms(problem.architecture, combine([1, reference.base], [1, at])));
  return await Promise.all(stepSizes.map(async (stepSize) => {
    const multitask = [
      start,
      ...await reference.descend({ schedule: [all], stepSize: alpha * stepSize, snapshots }),
    ];
    const single = await Promise.all(
      all.map((t) => reference.descend({ schedule: [[t]], stepSize, snapshots })),
    );
    return {
      multitask: multitask.slice(0, epochs - 1),
      weights: Math.max(...[...multitask, ...single.flat()].map(weightNorm)),
    };
  }));
}

/** max_t,e ‖H_t‖₂ by Lanczos and max_t,e ‖g_t‖₂ at the multitask iterates, by step size. */
async function measuredConstants(
  { problem, lab, seed, alpha }: Experiment,
  { visited, stepSizes }: { visited: readonly Visited[]; stepSizes: readonly number[] },
): Promise<{ gradient: number; hessian: number }[]> {
  const { architecture, tasks, base } = problem;
  const epochs = visited[0]!.multitask.length + 1;
  const identity = problemRecipe(problem, { arithmetic: "float64", seed });
  const recipe = { kind: "measured-constants", ...identity, alpha, epochs, stepSizes };
  const { gradient, hessian } = await lab.remember(recipe, async () => {
    const reference = float64Arithmetic(problem);
    const random = stream(seed, "lanczos", base.length);
    const start = Float64Array.from(base, () => random.normal());
    const batches = tasks.map((task) => toBatch([task]));
    const largest = {
      gradient: new Float64Array(visited.length),
      hessian: new Float64Array(visited.length),
    };
    for (const [i, { multitask }] of visited.entries()) {
      for (const at of multitask) {
        const theta = combine([1, reference.base], [1, at]);
        for (const [t, batch] of batches.entries()) {
          const slope = norm(await reference.gradient([t], { at }));
          const curved = hessianExtremes(architecture, { theta, batch, start }).norm;
          largest.gradient[i] = Math.max(largest.gradient[i]!, slope);
          largest.hessian[i] = Math.max(largest.hessian[i]!, curved);
        }
      }
    }
    return largest;
  });
  return visited.map((_, i) => ({ gradient: gradient![i]!, hessian: hessian![i]! }));
}

/** G and H from norms of the network alone. */
function networkConstants({ architecture, tasks }: Problem, weights: number) {
  let inputs = 0;
  for (const task of tasks) {
    for (let n = 0; n < task.count; n++) {
      const row = task.inputs.subarray(n * task.dimension, (n + 1) * task.dimension);
      inputs = Math.max(inputs, norm(Float64Array.from(row)));
    }
  }
  return explicitConstants({
    depth: architecture.widths.length - 1,
    weights,
    inputs,
    activation: architecture.activation,
  });
}
