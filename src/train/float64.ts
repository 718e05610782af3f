import * as reference from "../reference/mod.ts";
import type { TaskData } from "../data/mod.ts";
import { addScaled } from "./_vector.ts";
import {
  type Arithmetic,
  type Descent,
  equalWeights,
  type Problem,
  scheduled,
  type Summation,
} from "./arithmetic.ts";

/** The samples of several tasks as one float64 batch. */
export function toBatch(tasks: readonly TaskData[]): reference.Batch {
  const gather = (pick: (task: TaskData) => Float32Array) =>
    Float64Array.from(tasks.flatMap((task) => Array.from(pick(task))));
  return {
    inputs: gather((task) => task.inputs),
    targets: gather((task) => task.targets),
    count: tasks.reduce((total, task) => total + task.count, 0),
  };
}

/**
 * A problem in float64, by the reference networks; nothing of the device takes part.
 *
 * @example One step of size η from θ_b moves the weights by −η times the gradient.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { syntheticSource } from "../data/mod.ts";
 * import { initialise } from "../model/mod.ts";
 * import { stream } from "../random/mod.ts";
 * import { float64Arithmetic } from "./mod.ts";
 *
 * const architecture =
 *   { widths: [16, 8, 5], activation: "tanh", loss: "cross-entropy", bias: true } as const;
 * const base = initialise(architecture, stream(0, "base"));
 * const tasks = syntheticSource().tasks({ tasks: 2, samples: 20, seed: 0 });
 * const arithmetic = float64Arithmetic({ architecture, base, tasks });
 * const gradient = await arithmetic.gradient([0, 1]);
 * const [step] = await arithmetic.descend({ schedule: [[0, 1]], stepSize: 0.1, snapshots: [1] });
 * assertEquals(step, gradient.map((g) => -0.1 * g));
 * ```
 */
export function float64Arithmetic({ architecture, base, tasks }: Problem): Arithmetic {
  const thetaBase = Float64Array.from(base);
  const batches = tasks.map((task) => toBatch([task]));

  function gradientAt(theta: Float64Array, indices: readonly number[], summation: Summation) {
    if (summation === "one-graph") {
      const members = indices.map((t) => tasks[t]!);
      const batch = toBatch(members);
      const factor = equalWeights(members);
      return reference.gradient(architecture, { theta, batch }).map((g) => g * factor);
    }
    const sum = new Float64Array(theta.length);
    for (const t of indices) {
      addScaled(sum, 1, reference.gradient(architecture, { theta, batch: batches[t]! }));
    }
    return sum;
  }

  const moved = (at?: Float64Array) => at ? addScaled(thetaBase.slice(), 1, at) : thetaBase;

  function iterate(descent: Descent, form: "delta" | "weights"): readonly Float64Array[] {
    const last = Math.max(...descent.snapshots);
    const wanted = new Set(descent.snapshots);
    const state = form === "delta" ? new Float64Array(base.length) : thetaBase.slice();
    const kept: Float64Array[] = [];
    for (let step = 1; step <= last; step++) {
      const theta = form === "delta" ? moved(state) : state;
      const gradient = gradientAt(theta, scheduled(descent, step), descent.summation ?? "per-task");
      addScaled(state, -descent.stepSize, gradient);
      if (wanted.has(step)) kept.push(state.slice());
    }
    return kept;
  }

  return {
    name: "float64",
    base: thetaBase,
    gradient: (indices, { at, summation = "per-task" } = {}) =>
      Promise.resolve(gradientAt(moved(at), indices, summation)),
    hessianVector: (task, { at, vector }) =>
      Promise.resolve(
        reference.hessianVectorProduct(architecture, {
          theta: moved(at),
          batch: batches[task]!,
          vector,
        }),
      ),
    descend: (descent) => Promise.resolve(iterate(descent, "delta")),
    descendWeights: (descent) => Promise.resolve(iterate(descent, "weights")),
    dispose: () => {},
  };
}
