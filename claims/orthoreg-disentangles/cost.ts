import type { Cell, Cost, CostContext, RunCost } from "../../src/lab/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { evaluationsCost } from "../_experiments/cost.ts";
import { modelOf } from "../_experiments/model.ts";
import { armOf } from "../_experiments/settings_of.ts";
import { withPenalty } from "../_orthoreg/arms.ts";
import { additionsCost, updatesCost } from "../_orthoreg/cost.ts";
import { type DisentanglementSettings, IMAGES } from "./settings.ts";

/** Test images of a task, of which the first are predicted. */
const TEST_IMAGES = 1000;
/** Operations of training and predicting the constructed networks in float64. */
const CONSTRUCTED = 1e9;

/** Two trainings of every task, the α of both sums, and two surfaces a pair. */
export function cost(cell: Cell, context: CostContext): Cost {
  const arm = armOf({ cell });
  const settings = cell.protocol.settings as unknown as DisentanglementSettings;
  const bytes = 64 * encoderSize(modelOf(settings).encoder);
  if (arm === "specialised") return { runs: [], steps: 0, flops: 0, float64: CONSTRUCTED, bytes };
  const plain = withPenalty(settings, "none");
  const treated = arm === "no-penalty" ? { settings, strength: 0 } : { settings };
  const scalings = [plain, settings].flatMap((each) => additionsCost(cell, context, each));
  const surface = (of: string) => surfaceCost(cell, context, { settings, of });
  return {
    runs: [
      ...updatesCost(cell, context, { settings: plain }),
      ...arm === "common-direction" ? [] : updatesCost(cell, context, treated),
      ...arm === "main" ? scalings : [],
      ...settings.comparison === "own-scaling" ? [] : [
        surface("none"),
        surface([arm, settings.penalty, settings.comparison].join(" ")),
      ],
    ],
    ...{ steps: 0, flops: 0, bytes },
  };
}

/** ξ on the grid of every pair of updates, named by what these are. */
function surfaceCost(
  cell: Cell,
  context: CostContext,
  { settings, of }: { settings: DisentanglementSettings; of: string },
): RunCost {
  const { method, tasks, points } = settings;
  const pairs = Math.floor(Math.min(tasks, context.suite?.tasks.length ?? 0) / 2);
  const evaluations = pairs * 2 * points ** 2;
  const { flops } = evaluationsCost(context, { settings, evaluations, split: "test" });
  return {
    name: ["disentanglement", context.suite?.name, cell.seed, method, tasks, of].join(" "),
    steps: evaluations,
    flops: flops * IMAGES / TEST_IMAGES,
    bytes: 0,
  };
}
