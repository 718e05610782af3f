import type { Cell, Cost, CostContext, RunCost } from "../../src/lab/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import type { TrainingOptions } from "./runs.ts";
import { ENCODER, type ExperimentSettings, recordingOf } from "./settings.ts";

const PARAMETERS = encoderSize(ENCODER);
/** Operations a parameter and sample, forward and backward; and forward alone. */
const GRADIENT = 6, FORWARD = 2;
/** An optimiser's step and the tape of a deeper network, in steps of the estimate's rates. */
const STEPS = 2;
/** Operations of drawing an image and of its features, as so many of the float64 reference. */
const DRAWING = 3e5;

/** Samples of a task's splits: those of the procedural suite; an image set may have fewer. */
function sizes({ suite }: CostContext) {
  return (suite?.tasks.length ?? 0) <= 3
    ? { train: 256, validation: 128, test: 256 }
    : { train: 2048, validation: 400, test: 1000 };
}

/** The images of a task, drawn once a seed. */
export function imagesCost(cell: Cell, context: CostContext, task: string): RunCost {
  const { train, validation, test } = sizes(context);
  const images = train + validation + test;
  const name = `images ${context.suite?.name} ${task} ${cell.seed}`;
  return { name, steps: 0, flops: 0, float64: images * DRAWING, bytes: images * 768 };
}

/** The training of a task, as `trajectory` names it. */
export function trajectoryCost(
  cell: Cell,
  context: CostContext,
  options: Omit<TrainingOptions, "start"> & { readonly start?: string },
): RunCost {
  const { task, settings, order = "", learningRate = "", permuteLabels = "", start = "" } = options;
  const epochs = options.epochs ?? settings.epochs;
  const all = sizes(context);
  const samples = Math.min(options.samples ?? all.train, all.train);
  const record = options.record ?? recordingOf({ ...settings, epochs });
  const batches = settings.optimiser === "gd" ? 1 : samples / settings.batchSize;
  // An evaluation goes over the training set forward and backward, over the others forward.
  const evaluated = record.evaluate
    ? (epochs + 1) * (samples * GRADIENT + (all.validation + all.test) * FORWARD)
    : 0;
  const vectors = record.deltas.length + (record.epochGradients?.length ?? 0) +
    (record.fullGradients?.length ?? 0);
  return {
    name: [
      ...["fine-tuning", context.suite?.name, task, cell.seed, JSON.stringify(settings)],
      ...[epochs, samples, order, learningRate, permuteLabels, start, vectors],
    ].join(" "),
    steps: STEPS * epochs * batches,
    flops: PARAMETERS * (epochs * samples * GRADIENT + evaluated),
    bytes: 4 * PARAMETERS * vectors,
  };
}

/** The trainings of every task that the claims share. */
export function sharedCosts(cell: Cell, context: CostContext): RunCost[] {
  const settings = cell.protocol.settings as unknown as ExperimentSettings;
  return (context.suite?.tasks ?? []).flatMap(({ name: task }) => [
    imagesCost(cell, context, task),
    trajectoryCost(cell, context, { task, settings }),
  ]);
}

/** A cell that asks for runs and evaluates so many weights on a split of every task. */
export function experimentCost(
  runs: readonly RunCost[],
  context: CostContext,
  { evaluations = 0, split = "test" }: {
    evaluations?: number;
    split?: "validation" | "test";
  } = {},
): Cost {
  const tasks = context.suite?.tasks.length ?? 0;
  const flops = evaluations * tasks * sizes(context)[split] * FORWARD * PARAMETERS;
  return { runs, steps: evaluations * tasks, flops, bytes: 64 * PARAMETERS };
}
