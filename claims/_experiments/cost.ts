import type { Cell, Cost, CostContext, RunCost } from "../../src/lab/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { modelOf } from "./model.ts";
import type { TrainingOptions } from "./runs.ts";
import { type BaseSettings, recordingOf } from "./settings.ts";
import { settingsOf } from "./settings_of.ts";

/** Operations a parameter, sample and pass, forward and backward; and forward alone. */
const GRADIENT = 6, FORWARD = 2;
/** An optimiser's step and the tape of a deeper network, in steps of the estimate's rates. */
const STEPS = 2;
/** Operations of drawing an image and of its features, as so many of the float64 reference. */
const DRAWING = 3e5;

/** Parameters of the model, and as many times those as a sample passes them. */
function weightsOf(settings: Pick<BaseSettings, "model">) {
  const { encoder, passes } = modelOf(settings);
  const parameters = encoderSize(encoder);
  return { parameters, passed: parameters * passes };
}

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
  const { parameters, passed } = weightsOf(settings);
  const vectors = record.deltas.length + (record.epochGradients?.length ?? 0) +
    (record.fullGradients?.length ?? 0);
  return {
    name: [
      ...["fine-tuning", context.suite?.name, task, cell.seed, JSON.stringify(settings)],
      ...[epochs, samples, order, learningRate, permuteLabels, start, vectors],
    ].join(" "),
    steps: STEPS * epochs * batches,
    flops: passed * (epochs * samples * GRADIENT + evaluated),
    bytes: 4 * parameters * vectors,
  };
}

/** The trainings of every task that the claims share. */
export function sharedCosts(cell: Cell, context: CostContext): RunCost[] {
  const settings = settingsOf({ cell });
  return (context.suite?.tasks ?? []).flatMap(({ name: task }) => [
    imagesCost(cell, context, task),
    trajectoryCost(cell, context, { task, settings }),
  ]);
}

/** A cell that asks for runs and evaluates so many weights on a split of every task. */
export function experimentCost(
  cell: Cell,
  context: CostContext,
  { runs, evaluations = 0, split = "test" }: {
    runs: readonly RunCost[];
    evaluations?: number;
    split?: "validation" | "test";
  },
): Cost {
  const settings = settingsOf({ cell });
  const tasks = context.suite?.tasks.length ?? 0;
  const work = evaluationsCost(context, { settings, evaluations: evaluations * tasks, split });
  return { runs, ...work, bytes: 64 * weightsOf(settings).parameters };
}

/** So many evaluations of weights, each on a split of one task. */
export function evaluationsCost(
  context: CostContext,
  { settings, evaluations, split }: {
    settings: Pick<BaseSettings, "model">;
    evaluations: number;
    split: "validation" | "test";
  },
): Pick<Cost, "steps" | "flops"> {
  const flops = evaluations * sizes(context)[split] * FORWARD * weightsOf(settings).passed;
  return { steps: evaluations, flops };
}
