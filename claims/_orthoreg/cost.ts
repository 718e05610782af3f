import type { Cell, CostContext, RunCost } from "../../src/lab/mod.ts";
import { evaluationsCost, imagesCost, trajectoryCost } from "../_experiments/cost.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { GRID } from "./addition.ts";
import { withPenalty } from "./arms.ts";
import type { UpdateSettings } from "./settings.ts";
import { DECIDING_SEED } from "./strength.ts";
import { tasksOf } from "./updates.ts";

/** A training in plain ones: forward mode about doubles a pass, a penalty adds up to a quarter. */
const LINEARISED = 2, PENALISED = 1.25;

/** Which updates a cell asks for. */
export interface UpdatesCost {
  readonly settings: UpdateSettings;
  /** λ, for `updatesAt`; default the one that `updatesOf` chooses. */
  readonly strength?: number;
}

/**
 * The runs that updates take: of every task the images and the training, and, where λ is chosen, at
 * the deciding seed those of each λ that is tried, with the merges that it is chosen by.
 */
export function updatesCost(
  cell: Cell,
  context: CostContext,
  options: UpdatesCost,
): RunCost[] {
  const { settings } = options;
  const strengths = triedStrengths(options);
  if (strengths.length === 1) {
    return trainingsCost(cell, context, { settings, strength: strengths[0]! });
  }
  const deciding = { ...cell, seed: DECIDING_SEED };
  const tried = strengths.flatMap((strength) => [
    ...trainingsCost(deciding, context, { settings, strength }),
    additionCost(deciding, context, { settings, strength }),
  ]);
  if (cell.seed === DECIDING_SEED) return tried;
  return [...tried, ...trainingsCost(cell, context, { settings, strength: "chosen" })];
}

function triedStrengths({ settings: { penalty, strengths }, strength }: UpdatesCost) {
  if (strength !== undefined) return [strength];
  return penalty === "none" ? [0] : strengths;
}

/** The runs of `comparedBy`. */
export function armsCost(cell: Cell, context: CostContext): RunCost[] {
  const settings = settingsOf<UpdateSettings>({ cell });
  return [
    ...updatesCost(cell, context, { settings: withPenalty(settings, "none") }),
    ...updatesCost(cell, context, {
      settings,
      ...armOf({ cell }) === "no-penalty" && { strength: 0 },
    }),
    ...cell.reading === "beyond-norm-only"
      ? updatesCost(cell, context, { settings: withPenalty(settings, "norm") })
      : [],
  ];
}

/** The evaluations of `expertsOf` and `additionOf`: λ where it is known, else the chosen one. */
export function additionCost(
  cell: Cell,
  context: CostContext,
  { settings, strength }: { settings: UpdateSettings; strength: number | "chosen" },
): RunCost {
  const tasks = trainedTasks(context, settings).length;
  const of = (split: "validation" | "test", merges: number) =>
    evaluationsCost(context, { settings, split, evaluations: (merges + 1) * tasks });
  const [validation, test] = [of("validation", GRID.length), of("test", 1)];
  return {
    name: [
      ...["addition", context.suite?.name, settings.tasks, cell.seed, ...namesOf(settings)],
      strength,
    ].join(" "),
    steps: validation.steps + test.steps,
    flops: validation.flops + test.flops,
    bytes: 0,
  };
}

/** The merges of updates that `updatesOf` trains: of a chosen λ the deciding seed's are tried anyway. */
export function additionsCost(
  cell: Cell,
  context: CostContext,
  settings: UpdateSettings,
): RunCost[] {
  const strengths = triedStrengths({ settings });
  const [only] = strengths;
  if (strengths.length === 1) return [additionCost(cell, context, { settings, strength: only! })];
  if (cell.seed === DECIDING_SEED) return [];
  return [additionCost(cell, context, { settings, strength: "chosen" })];
}

function trainingsCost(
  cell: Cell,
  context: CostContext,
  { settings, strength }: { settings: UpdateSettings; strength: number | "chosen" },
): RunCost[] {
  const { method, penalty, samples, epochs } = settings;
  const factor = (method === "tta" ? LINEARISED : 1) * (penalty === "none" ? 1 : PENALISED);
  return trainedTasks(context, settings).flatMap((task) => {
    const { steps, flops, bytes } = trajectoryCost(cell, context, {
      ...{ task, samples, settings: { ...settings, optimiser: "adamw" } },
      record: { deltas: [epochs] },
    });
    const name = [
      ...["updates", context.suite?.name, task, cell.seed, ...namesOf(settings)],
      strength,
    ].join(" ");
    const training = { name, steps: factor * steps, flops: factor * flops, bytes };
    return [imagesCost(cell, context, task), training];
  });
}

function trainedTasks({ suite }: CostContext, settings: UpdateSettings): string[] {
  return suite ? tasksOf({ suite }, settings) : [];
}

/** Everything about a training of updates but its task, seed and λ. */
function namesOf({ model, base, method, penalty, samples, epochs, batchSize }: UpdateSettings) {
  return [model, base, method, penalty, samples, epochs, batchSize];
}
