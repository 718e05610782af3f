import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import { experimentCost, sharedCosts, trajectoryCost } from "../_experiments/cost.ts";
import type { ParitySettings } from "./settings.ts";

/** A training of every task, and the weights that are evaluated: base, two merges, two grids. */
export function cost(cell: Cell, context: CostContext): Cost {
  if (context.reading.published) return NO_COST;
  const { method: _, ...settings } = cell.protocol.settings as unknown as ParitySettings;
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
  const evaluations = cell.reading === "tuned" ? 20 : 4;
  return experimentCost(cell, context, { runs: [...shared, ...another], evaluations });
}
