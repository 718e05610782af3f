import type { Measure } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { directionalDerivative } from "../../src/reference/mod.ts";
import {
  type Arithmetic,
  float64Arithmetic,
  type Problem,
  toBatch,
  unitRoundoff,
} from "../../src/train/mod.ts";
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
  const gradients = await Promise.all(problem.tasks.map((_, t) => reference.gradient([t])));
  const vectors = await using(problem, { lab, arithmetic }, taskVectors(problem));
  // The device is held against all of the reference's gradient, the reference against forward mode.
  const at = arithmetic === "device" || quadratic
    ? [...problem.base.keys()]
    : drawCoordinates(problem, cell.seed);

  const scaled: number[] = [], relative: number[] = [], predicted: number[] = [];
  let noise = 0;
  for (const t of problem.tasks.keys()) {
    const gradient = gradients[t]!, vector = vectors[t]!;
    const allowance = restrict(allowanceOf(problem, { task: t, arithmetic, gradient }), at);
    const point = pointOf(control, { task: t, tasks: gradients.length, gradient });
    const compared = await gradientAt(point.task, point.at);
    const independent = quadratic
      ? regressionStep(problem, problem.tasks[t]!)
      : arithmetic === "device"
      ? compared
      : forwardMode(problem, { ...point, coordinates: at });
    const gap = restrict(combine([1, vector], [STEP_SIZE, independent]), at);
    scaled.push(largestRatio(gap, allowance));
    const length = STEP_SIZE * norm(restrict(gradient, at));
    relative.push(norm(gap) / length);
    noise = Math.max(noise, norm(allowance) / length);
    const leading = restrict(combine([STEP_SIZE, compared], [-STEP_SIZE, gradient]), at);
    predicted.push(largestRatio(leading, allowance));
  }
  record({ name: "scaled-gap", unit: "allowance", value: Math.max(...scaled), noise: 1 });
  record({ name: "relative-gap", unit: "1", value: Math.max(...relative), noise });
  record({ name: "samples", unit: "samples a task", value: problem.tasks[0]!.count });
  record({ name: "coordinates", unit: "coordinates a task", value: at.length });
  record({ name: "tasks", unit: "tasks", value: scaled.length });
  if (control === "another-task" || control === "moved-gradient") {
    const value = Math.min(...predicted);
    record({ name: "predicted-scaled-gap", unit: "allowance", value });
  }

  function gradientAt(task: number, displacement: Float64Array | undefined) {
    return reference.gradient([task], displacement && { at: displacement });
  }
};

/** Where the gradient is taken that −τ_t/η is held against: a control moves it to a wrong place. */
interface ComparedPoint {
  readonly task: number;
  /** Displacement from θ_b. */
  readonly at?: Float64Array;
}

function pointOf(
  control: string,
  { task, tasks, gradient }: { task: number; tasks: number; gradient: Float64Array },
): ComparedPoint {
  switch (control) {
    case "main":
    case "linear-regression":
      return { task };
    case "another-task":
      return { task: (task + 1) % tasks };
    case "moved-gradient":
      return { task, at: combine([-STEP_SIZE, gradient]) };
    default:
      throw new RangeError(`Cannot measure control '${control}': this claim has no such arm`);
  }
}

/** θ_t^(1) − θ_b of every task, each by a descent of its own. */
const taskVectors = ({ tasks }: Problem) => async (opened: Arithmetic): Promise<Float64Array[]> => {
  const vectors: Float64Array[] = [];
  for (const t of tasks.keys()) {
    const descent = { schedule: [[t]], stepSize: STEP_SIZE, snapshots: [1] };
    const [weights] = await opened.descendWeights(descent);
    vectors.push(combine([1, weights!], [-1, opened.base]));
  }
  return vectors;
};

/** K·u(|θ_b,i| + η|g_t,i|) and the rounding of the gradient itself; [P]. */
function allowanceOf(
  problem: Problem,
  { task, arithmetic, gradient }: {
    task: number;
    arithmetic: Arithmetic["name"];
    gradient: Float64Array;
  },
): Float64Array {
  const u = unitRoundoff(arithmetic);
  const rounding = { unitRoundoff: u, alpha: 1, stepSize: STEP_SIZE, gradients: [gradient] };
  // In float64 both sides are rounded alike.
  const evaluations = arithmetic === "device" ? 1 : 2;
  return combine(
    [roundingConstant(1, 1), roundingUnit(problem.base, rounding)],
    [
      evaluations * STEP_SIZE,
      taskError(problem, { tasks: [problem.tasks[task]!], unitRoundoff: u }),
    ],
  );
}

const drawCoordinates = ({ base }: Problem, seed: number): readonly number[] =>
  stream(seed, "coordinates", base.length).shuffle([...base.keys()]).slice(0, COORDINATES);

/** A gradient at some coordinates by forward-mode differentiation, zero elsewhere; [P]. */
function forwardMode(
  { architecture, base, tasks }: Problem,
  { task, at, coordinates }: ComparedPoint & { readonly coordinates: readonly number[] },
): Float64Array {
  const origin = Float64Array.from(base);
  const theta = at ? combine([1, origin], [1, at]) : origin;
  const batch = toBatch([tasks[task]!]);
  const gradient = new Float64Array(base.length);
  for (const i of coordinates) {
    const vector = new Float64Array(base.length);
    vector[i] = 1;
    gradient[i] = directionalDerivative(architecture, { theta, batch, vector });
  }
  return gradient;
}

const restrict = (vector: Float64Array, coordinates: readonly number[]): Float64Array =>
  Float64Array.from(coordinates, (i) => vector[i]!);
