import type { ErrorSurface } from "../../src/measure/mod.ts";
import { mean } from "../_experiments/merging.ts";
import { evaluatingTasks } from "../_orthoreg/evaluation.ts";
import { type Context, measuredOf, tasksOf, type Updates } from "../_orthoreg/updates.ts";
import { IMAGES } from "./settings.ts";
import { surfaceOf } from "./surface.ts";

/**
 * ξ over a grid of each pair of consecutive tasks, (0, 1), (2, 3), …, on their first test images;
 * measured once, whoever asks.
 *
 * @throws {RangeError} When fewer than two tasks are trained.
 */
export async function pairSurfaces(
  context: Context,
  { updates, grid }: { updates: Updates; grid: readonly number[] },
): Promise<ErrorSurface[]> {
  const tasks = tasksOf(context, updates.settings);
  const pairs = Math.floor(tasks.length / 2);
  if (pairs === 0) {
    throw new RangeError(`Cannot pair tasks: ${tasks.length} are trained, and two are needed`);
  }
  const recipe = { ...measuredOf(context, updates, "disentanglement"), grid, images: IMAGES };
  const run = await context.lab.remember(recipe, async () => {
    const measured: [string, Float64Array][] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const { values } = await surfaceOfPair(context, { updates, grid, pair });
      measured.push([`pair-${pair}`, Float64Array.from(values.flat())]);
    }
    return Object.fromEntries(measured);
  });
  return Array.from({ length: pairs }, (_, pair) => {
    const flat = [...run[`pair-${pair}`]!];
    const values = grid.map((_, row) => flat.slice(row * grid.length, (row + 1) * grid.length));
    return { grid, values, mean: mean(flat) };
  });
}

function surfaceOfPair(
  context: Context,
  { updates: { settings, vectors }, grid, pair }: {
    updates: Updates;
    grid: readonly number[];
    pair: number;
  },
): Promise<ErrorSurface> {
  const [first, second] = [vectors[2 * pair]!, vectors[2 * pair + 1]!];
  const tasks = tasksOf(context, settings).slice(2 * pair, 2 * pair + 2);
  return evaluatingTasks(
    context,
    { settings, split: "test", tasks, most: IMAGES },
    ({ predict }) =>
      surfaceOf(async ([one, two]) => {
        const displacement = Float64Array.from(
          first,
          (entry, i) => one * entry + two * second[i]!,
        );
        const [ofFirst, ofSecond] = await predict(displacement, 1);
        return [ofFirst!, ofSecond!];
      }, grid),
  );
}
