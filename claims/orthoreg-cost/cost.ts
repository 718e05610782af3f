import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { imagesCost, trajectoryCost } from "../_experiments/cost.ts";
import { ARMS } from "./arms.ts";
import type { CostSettings } from "./settings.ts";

/** A round's steps in plain ones: TTA and a penalty, as estimated, and at worst twenty penalties. */
const ROUND = 5;

/** The images of one task, and the steps of all rounds with those that warm up; of memory one step. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const settings = cell.protocol.settings as unknown as CostSettings;
  const { batchSize, steps, rounds } = settings;
  const task = context.suite?.tasks[0]?.name;
  const [epochs, samples] = task === undefined ? [1, batchSize] : [rounds + 1, steps * batchSize];
  const { steps: passes, flops, bytes } = trajectoryCost(cell, context, {
    task: task ?? "noise",
    settings: { ...settings, optimiser: "adamw", epochs },
    samples,
    record: { deltas: [] },
  });
  return {
    runs: task === undefined ? [] : [imagesCost(cell, context, task)],
    steps: ROUND * passes,
    flops: ROUND * flops,
    bytes: ARMS.length * bytes,
  };
}
