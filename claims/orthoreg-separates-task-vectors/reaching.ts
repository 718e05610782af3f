import { reachingCoordinates } from "../../src/measure/mod.ts";
import { fullGradient } from "../../src/train/mod.ts";
import { baseName, baseWeights } from "../_experiments/base.ts";
import { taskHead } from "../_experiments/head.ts";
import { taskInputs } from "../_experiments/inputs.ts";
import { modelOf } from "../_experiments/model.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import { type Context, tasksOf } from "../_orthoreg/updates.ts";

/**
 * The coordinates of the weights that reach the output at the base, rising: those of which any task's
 * gradient over its whole training set is not 0.
 */
export async function reachingOf(context: Context, settings: UpdateSettings): Promise<Uint32Array> {
  const gradients = [];
  for (const task of tasksOf(context, settings)) {
    gradients.push(await gradientAtBase(context, { task, settings }));
  }
  return reachingCoordinates(gradients);
}

async function gradientAtBase(
  context: Context,
  { task, settings }: { task: string; settings: UpdateSettings },
): Promise<Float64Array> {
  const { lab, cell: { seed } } = context;
  const base = baseName(settings);
  const name = { kind: "gradient at the base", task, seed, base, arithmetic: "device" } as const;
  const { gradient } = await lab.remember(name, async () => ({
    gradient: await fullGradient(lab.engine, {
      encoder: modelOf(settings).encoder,
      theta: await baseWeights(context, settings),
      head: await taskHead(context, { task, settings }),
      set: (await taskInputs(context, { task, settings })).train,
    }),
  }));
  return gradient;
}
