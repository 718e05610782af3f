import type { TaskData } from "../../src/data/mod.ts";
import type { Arithmetic, Problem, Summation } from "../../src/train/mod.ts";
import { combine, sum } from "../_theory/vector.ts";

/** What both arms of a cell share. */
export interface ArmContext {
  readonly alpha: number;
  readonly stepSize: number;
  /** T. */
  readonly tasks: number;
  readonly summation: Summation;
}

/** One way to train the two sides of the equation; displacements from θ_b, [P]. */
export interface Arm {
  readonly name: string;
  /** α Σ_t τ_t. */
  merged(arithmetic: Arithmetic, context: ArmContext): Promise<Float64Array>;
  /** θ_MT − θ_b. */
  multitask(arithmetic: Arithmetic, context: ArmContext): Promise<Float64Array>;
  /** The gap that the broken premise must leave, to leading order in η. */
  predicted?(
    reference: Arithmetic,
    context: ArmContext & { readonly gradients: readonly Float64Array[] },
  ): Promise<Float64Array> | Float64Array;
}

const indices = (count: number) => Array.from({ length: count }, (_, t) => t);

/** α Σ_t (θ_t − θ_b), each θ_t trained by a descent of its own. */
async function mergeAfter(
  arithmetic: Arithmetic,
  { alpha, stepSize, tasks }: ArmContext,
  { steps, schedule }: { steps: number; schedule: (task: number) => readonly number[][] },
): Promise<Float64Array> {
  const vectors: Float64Array[] = [];
  for (const t of indices(tasks)) {
    vectors.push(await displaced(arithmetic, { schedule: schedule(t), stepSize, steps }));
  }
  return combine([alpha, sum(vectors)]);
}

async function displaced(
  arithmetic: Arithmetic,
  { schedule, stepSize, steps, summation = "per-task" }: {
    schedule: readonly number[][];
    stepSize: number;
    steps: number;
    summation?: Summation;
  },
): Promise<Float64Array> {
  const [weights] = await arithmetic.descendWeights({
    schedule,
    stepSize,
    snapshots: [steps],
    summation,
  });
  return combine([1, weights!], [-1, arithmetic.base]);
}

function epochs(steps: number, multitaskStep: (context: ArmContext) => number) {
  return {
    merged: (arithmetic: Arithmetic, context: ArmContext) =>
      mergeAfter(arithmetic, context, { steps, schedule: (t) => [[t]] }),
    multitask: (arithmetic: Arithmetic, context: ArmContext) =>
      displaced(arithmetic, {
        schedule: [indices(context.tasks)],
        stepSize: multitaskStep(context),
        steps,
        summation: context.summation,
      }),
  };
}

const scaledStep = ({ alpha, stepSize }: ArmContext) => alpha * stepSize;

/** First half of the samples of every task at even indices, second half at odd ones. */
export function halves(problem: Problem): Problem {
  const cut = (task: TaskData, from: number, to: number): TaskData => ({
    ...task,
    inputs: task.inputs.subarray(from * task.dimension, to * task.dimension),
    targets: task.targets.subarray(from * task.classes, to * task.classes),
    labels: task.labels.subarray(from, to),
    count: to - from,
  });
  const tasks = problem.tasks.flatMap((task) => {
    const middle = Math.floor(task.count / 2);
    return [cut(task, 0, middle), cut(task, middle, 2 * middle)];
  });
  return { ...problem, tasks };
}

/** Adam's first step without the step size: bias correction makes it g/(|g| + ε) (Kingma, Ba 2015). */
const adam = (gradient: Float64Array) => gradient.map((g) => g / (Math.abs(g) + 1e-8));

/** −αη² Σ_t H_t δ_t, δ_t = α Σ_s g_s − g_t: the gap after a second step, to leading order. */
async function secondOrder(
  reference: Arithmetic,
  { alpha, stepSize }: ArmContext,
  { first, second }: { first: readonly number[]; second: readonly number[] },
): Promise<Float64Array> {
  const gradients = await Promise.all(first.map((t) => reference.gradient([t])));
  const total = sum(gradients);
  const terms = await Promise.all(
    second.map((task, t) =>
      reference.hessianVector(task, { vector: combine([alpha, total], [-1, gradients[t]!]) })
    ),
  );
  return combine([-alpha * stepSize ** 2, sum(terms)]);
}

const arms: readonly Arm[] = [
  { name: "main", ...epochs(1, scaledStep) },
  {
    name: "wrong-step",
    ...epochs(1, ({ stepSize }) => stepSize),
    predicted: (_, { alpha, stepSize, gradients }) =>
      combine([(1 - alpha) * stepSize, sum(gradients)]),
  },
  {
    name: "mean-of-losses",
    ...epochs(1, (context) => scaledStep(context) / context.tasks),
    predicted: (_, { alpha, stepSize, tasks, gradients }) =>
      combine([alpha * stepSize * (1 - 1 / tasks), sum(gradients)]),
  },
  {
    name: "two-epochs",
    ...epochs(2, scaledStep),
    predicted: (reference, context) => {
      const all = indices(context.tasks);
      return secondOrder(reference, context, { first: all, second: all });
    },
  },
  {
    name: "mini-batches",
    merged: (arithmetic, context) =>
      mergeAfter(arithmetic, context, { steps: 2, schedule: (t) => [[2 * t], [2 * t + 1]] }),
    multitask: (arithmetic, context) =>
      displaced(arithmetic, {
        schedule: [
          indices(context.tasks).map((t) => 2 * t),
          indices(context.tasks).map((t) => 2 * t + 1),
        ],
        stepSize: scaledStep(context),
        steps: 2,
        summation: context.summation,
      }),
    predicted: (reference, context) =>
      secondOrder(reference, context, {
        first: indices(context.tasks).map((t) => 2 * t),
        second: indices(context.tasks).map((t) => 2 * t + 1),
      }),
  },
  {
    name: "adam",
    async merged(arithmetic, { alpha, stepSize, tasks }) {
      const steps: Float64Array[] = [];
      for (const t of indices(tasks)) steps.push(adam(await arithmetic.gradient([t])));
      return combine([-alpha * stepSize, sum(steps)]);
    },
    async multitask(arithmetic, { alpha, stepSize, tasks, summation }) {
      const total = await arithmetic.gradient(indices(tasks), { summation });
      return combine([-alpha * stepSize, adam(total)]);
    },
    predicted: (_, { alpha, stepSize, gradients }) =>
      combine([alpha * stepSize, adam(sum(gradients))], [
        -alpha * stepSize,
        sum(gradients.map(adam)),
      ]),
  },
  { name: "linear-regression", ...epochs(1, scaledStep) },
];

/** The arm of a cell. */
export function armOf(cellArm: string): Arm {
  const name = cellArm.replace(/^control:/, "");
  const arm = arms.find((candidate) => candidate.name === name);
  if (!arm) throw new RangeError(`Cannot measure arm '${cellArm}': this claim has no such arm`);
  return arm;
}
