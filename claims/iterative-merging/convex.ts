import { iterate, merge } from "../../src/merge/mod.ts";
import { stream } from "../../src/random/mod.ts";

const [COORDINATES, TASKS, ROUNDS, STEPS, STEP_SIZE] = [12, 4, 10, 5, 0.1];
const JITTER = 0.05;

/** Quadratic tasks ½ Σ_i c_i (θ_i − m_i)² with curvatures and minima of their own. */
interface Quadratic {
  readonly curvature: Float64Array;
  readonly minimum: Float64Array;
}

/**
 * Iterative against one-shot merging where it must win: convex tasks that disagree on curvature.
 *
 * One-shot merging ends near the mean of the minima, the joint loss is least at their mean weighted
 * by curvature, and descents that are merged often follow the joint loss. Returns the mean losses.
 */
export async function convexLosses(
  seed: number,
): Promise<{ oneShot: number; iterative: number }> {
  const random = stream(seed, "convex");
  // The same quadratics for every seed but for a few per cent, so that few seeds are enough.
  const tasks: Quadratic[] = Array.from({ length: TASKS }, (_, t) => ({
    curvature: Float64Array.from({ length: COORDINATES }, (_, i) => (i + t) % 2 ? 0.5 : 5),
    minimum: Float64Array.from(
      { length: COORDINATES },
      (_, i) => ((i + t) % 2 ? 1 : -1) * (1 + JITTER * random.uniform()),
    ),
  }));
  const descend = (task: Quadratic, from: Float64Array, steps: number): Float64Array => {
    const at = from.slice();
    for (let step = 0; step < steps; step++) {
      at.forEach((x, i) => at[i]! -= STEP_SIZE * task.curvature[i]! * (x - task.minimum[i]!));
    }
    return at.map((x, i) => x - from[i]!);
  };
  const loss = (at: Float64Array) =>
    tasks.reduce(
      (sum, { curvature, minimum }) =>
        sum + at.reduce((own, x, i) => own + curvature[i]! * (x - minimum[i]!) ** 2 / 2, 0),
      0,
    ) /
    TASKS;
  const origin = new Float64Array(COORDINATES);
  const experts = tasks.map((task) => descend(task, origin, ROUNDS * STEPS));
  const iterates = await iterate({
    rounds: ROUNDS,
    length: COORDINATES,
    alpha: 1 / TASKS,
    method: { kind: "task-arithmetic" },
    train: (from) => Promise.resolve(tasks.map((task) => descend(task, from, STEPS))),
  });
  const merged = merge(experts, { kind: "average" });
  return { oneShot: loss(merged), iterative: loss(iterates.at(-1)!) };
}
