import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, sharedCosts, trajectoryCost } from "../_experiments/cost.ts";
import { matricesOf } from "../_experiments/merging.ts";
import { modelOf } from "../_experiments/model.ts";
import type { BaseSettings } from "../_experiments/settings.ts";
import type { ParitySettings } from "./settings.ts";

/** Weights evaluated on as much as all test sets: base, two merges, two grids, and masks. */
const EVALUATIONS: Readonly<Record<string, number>> = { tuned: 20, "further-methods": 28 };
/** Operations of decomposing a matrix [m, n], in multiples of m n min(m, n). */
const DECOMPOSITION = 20;

/** A training of every task, the weights that are evaluated, and what the merges themselves take. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const { method, ...settings } = cell.protocol.settings as unknown as ParitySettings;
  const shared = sharedCosts({ ...cell, protocol: { ...cell.protocol, settings } }, context);
  const another = cell.arm === "control:another-order"
    ? (context.suite?.tasks ?? []).map(({ name: task }) =>
      trajectoryCost(cell, context, {
        task,
        settings,
        order: "another-order",
        record: { deltas: [settings.epochs] },
      })
    )
    : [];
  const evaluations = EVALUATIONS[cell.reading] ?? 4;
  return {
    ...experimentCost(cell, context, { runs: [...shared, ...another], evaluations }),
    float64: 2 * decompositions(method, context.suite?.tasks.length ?? 0) * decomposition(settings),
  };
}

/** Operations of decomposing every weight matrix of a model once. */
function decomposition(settings: BaseSettings): number {
  return matricesOf(modelOf(settings).encoder).reduce(
    (total, { rows, columns }) => total + DECOMPOSITION * rows * columns * Math.min(rows, columns),
    0,
  );
}

/** How often a merge decomposes each weight matrix: every task's and two sides, or the sum. */
function decompositions(method: ParitySettings["method"], tasks: number): number {
  if (method === "tsv") return tasks + 2;
  return method === "iso-c" ? 1 : 0;
}
