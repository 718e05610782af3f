import type { Measure } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { directionalDerivative } from "../../src/reference/mod.ts";
import { float64Arithmetic, type Problem, toBatch } from "../../src/train/mod.ts";
import { roundingConstant, roundingUnit, taskError, withoutKinks } from "../_theory/allowance.ts";
import { problemOf, settingsOf, using } from "../_theory/problem.ts";
import { regressionStep } from "../_theory/regression.ts";
import { combine, largestRatio, norm } from "../_theory/vector.ts";
import { COORDINATES, STEP_SIZE } from "./settings.ts";

/** Trains every task for one step and holds its vector against an independent gradient. */
export const measure: Measure = async ({ cell, reading, lab, source, record }) => {
  const { arithmetic } = reading;
  const control = cell.arm.replace(/^control:/, "");
  const quadratic = control === "linear-regression";
  const settings = settingsOf(cell);
  const problem = withoutKinks(problemOf({ source, settings, seed: cell.seed, quadratic }));
  const reference = float64Arithmetic(problem);

  const vectors = await using(problem, { lab, arithmetic }, async (opened) => {
    const all: Float64Array[] = [];
    for (const t of problem.tasks.keys()) {
      const [weights] = await opened.descendWeights({
        schedule: [[t]],
        stepSize: STEP_SIZE,
        snapshots: [1],
      });
      all.push(combine([1, weights!], [-1, opened.base]));
    }
    return all;
  });

  const gradients = await Promise.all(problem.tasks.map((_, t) => reference.gradient([t])));
  const unitRoundoff = arithmetic === "device" ? 2 ** -24 : 2 ** -53;
  let worst = 0, relative = 0, predicted = Infinity;
  for (const [t, task] of problem.tasks.entries()) {
    const unit = roundingUnit(problem.base, {
      unitRoundoff,
      alpha: 1,
      stepSize: STEP_SIZE,
      gradients: [gradients[t]!],
    });
    // Twice the error bound in float64, where both gradients are rounded alike.
    const evaluations = arithmetic === "device" ? 1 : 2;
    const allowance = combine(
      [roundingConstant(1, 1), unit],
      [evaluations * STEP_SIZE, taskError(problem, [task], unitRoundoff)],
    );
    const compared = await independentGradient(problem, {
      task: t,
      control,
      gradients,
      moved: vectors[t]!,
    });
    const at = cell.reading === "float64" && control === "main"
      ? coordinates(problem, cell.seed)
      : undefined;
    const independent = at ? forwardMode(problem, { task: t, at }) : compared;
    const gap = restrict(combine([1, vectors[t]!], [STEP_SIZE, independent]), at);
    worst = Math.max(worst, largestRatio(gap, restrict(allowance, at)));
    relative = Math.max(relative, norm(gap) / (STEP_SIZE * norm(gradients[t]!)));
    const leading = combine([STEP_SIZE, compared], [-STEP_SIZE, gradients[t]!]);
    predicted = Math.min(predicted, largestRatio(leading, allowance));
  }
  record({ name: "scaled-gap", unit: "allowance", value: worst });
  record({ name: "relative-gap", unit: "1", value: relative });
  record({ name: "samples", unit: "samples a task", value: problem.tasks[0]!.count });
  if (control === "another-task" || control === "moved-gradient") {
    record({ name: "predicted-scaled-gap", unit: "allowance", value: predicted });
  }
};

/** What −τ/η is compared with: g_t in float64, or what a control puts in its place. */
async function independentGradient(
  problem: Problem,
  { task, control, gradients, moved }: {
    task: number;
    control: string;
    gradients: readonly Float64Array[];
    moved: Float64Array;
  },
): Promise<Float64Array> {
  switch (control) {
    case "main":
      return gradients[task]!;
    case "another-task":
      return gradients[(task + 1) % gradients.length]!;
    case "moved-gradient":
      return await float64Arithmetic(problem).gradient([task], { at: moved });
    case "linear-regression":
      return regressionStep(problem, problem.tasks[task]!);
    default:
      throw new RangeError(`Cannot measure control '${control}': this claim has no such arm`);
  }
}

function coordinates({ base }: Problem, seed: number): readonly number[] {
  const random = stream(seed, "coordinates", base.length);
  return random.shuffle([...base.keys()]).slice(0, COORDINATES);
}

/** g_t at the chosen coordinates by forward-mode differentiation; zero elsewhere. */
function forwardMode(
  { architecture, base, tasks }: Problem,
  { task, at }: { task: number; at: readonly number[] },
): Float64Array {
  const theta = Float64Array.from(base);
  const batch = toBatch([tasks[task]!]);
  const gradient = new Float64Array(base.length);
  for (const i of at) {
    const vector = new Float64Array(base.length);
    vector[i] = 1;
    gradient[i] = directionalDerivative(architecture, { theta, batch, vector });
  }
  return gradient;
}

const restrict = (vector: Float64Array, at?: readonly number[]): Float64Array =>
  at ? Float64Array.from(at, (i) => vector[i]!) : vector;
