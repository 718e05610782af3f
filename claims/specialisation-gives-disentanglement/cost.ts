import { type Cell, type Cost, NO_COST } from "../../src/lab/mod.ts";
import { workOf } from "../_specialisation/construct.ts";
import type { DisentanglementSettings } from "./settings.ts";

/** Operations of a pass forward and back, and passes a task: training, curvature, and the leak's. */
const PASS = 6, PASSES = 150;

/** The training of every task. */
export function cost({ protocol }: Cell): Cost {
  const settings = protocol.settings as unknown as DisentanglementSettings;
  const { parameters, samples } = workOf(settings);
  return { ...NO_COST, float64: settings.tasks * PASSES * PASS * parameters * samples };
}
