import type { Architecture } from "./architecture.ts";
import type { Batch } from "./batch.ts";
import { gradient } from "./gradient.ts";

/** Start, step size and number of steps of a descent. */
export interface DescentOptions {
  /** The start, `[parameters]`; left as it is. */
  readonly theta: Float64Array;
  /** The step size η, any finite number. */
  readonly stepSize: number;
  /** The number of steps k, at least 0. */
  readonly steps: number;
}

/** What a network's descent minimises: Σ_t weights_t · L_t. */
export interface TaskDescentOptions extends DescentOptions {
  /** One batch per task: the whole training set, as each step is a full-batch one. */
  readonly batches: readonly Batch[];
  /** One weight per task; 1 each unless given, so that the sum Σ L_t is minimised. */
  readonly weights?: readonly number[];
}

/**
 * Gradient descent on any function: each iterate's displacement from `theta`, `steps` + 1 vectors
 * of which the first is zero.
 *
 * In delta form, δ ← δ − η·gradientOf(θ + δ): the displacements are summed by themselves, so that
 * a step far below the rounding of `theta` is not lost.
 *
 * @example Two steps of η = .1 on x²/2 + x from 0: the gradients are 1 and .9.
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { gradientDescent } from "./mod.ts";
 *
 * const [, first, second] = gradientDescent(
 *   (x) => Float64Array.of(x[0]! + 1),
 *   { theta: Float64Array.of(0), stepSize: .1, steps: 2 },
 * );
 * assertAlmostEquals(first![0]!, -.1, 1e-15);
 * assertAlmostEquals(second![0]!, -.19, 1e-15);
 * ```
 *
 * @throws {RangeError} If the step size is not finite, `steps` is no count, or a gradient has
 *   another length than `theta`.
 */
export function gradientDescent(
  gradientOf: (theta: Float64Array) => Float64Array,
  { theta, stepSize, steps }: DescentOptions,
): readonly Float64Array[] {
  if (!Number.isFinite(stepSize)) {
    throw new RangeError(`Cannot descend with step size ${stepSize}: give a finite number.`);
  }
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new RangeError(`Cannot descend ${steps} steps: give an integer of at least 0.`);
  }
  let displacement = new Float64Array(theta.length);
  const trajectory = [displacement];
  for (let step = 0; step < steps; step++) {
    const slope = gradientOf(theta.map((entry, i) => entry + displacement[i]!));
    if (slope.length !== theta.length) {
      throw new RangeError(
        `Cannot descend from ${theta.length} parameters along a gradient of ${slope.length}.`,
      );
    }
    displacement = displacement.map((entry, i) => entry - stepSize * slope[i]!);
    trajectory.push(displacement);
  }
  return trajectory;
}

/**
 * Full-batch gradient descent of a network on a weighted sum of task losses: each iterate's
 * displacement from `theta`, `steps` + 1 vectors of which the first is zero.
 *
 * One batch gives a task's own training, all of them multi-task training. The tasks' gradients
 * are added in the order of `batches`.
 *
 * @example One step of η = .1 from w = 1 on ½(3w − 1)², whose derivative there is 6.
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { descend } from "./mod.ts";
 *
 * const model = { widths: [1, 1], activation: "linear", loss: "squared", bias: false } as const;
 * const batch = { inputs: Float64Array.of(3), targets: Float64Array.of(1), count: 1 };
 * const theta = Float64Array.of(1);
 * const trajectory = descend(model, { theta, batches: [batch], stepSize: .1, steps: 1 });
 * assertAlmostEquals(trajectory[1]![0]!, -.6, 1e-15);
 * ```
 *
 * @throws {RangeError} If there is no batch, the weights are not one per batch, or a size or step
 *   is not what it must be.
 */
export function descend(
  architecture: Architecture,
  { batches, weights, ...options }: TaskDescentOptions,
): readonly Float64Array[] {
  const shares = weights ?? batches.map(() => 1);
  if (batches.length === 0 || shares.length !== batches.length) {
    throw new RangeError(
      `Cannot descend on ${batches.length} batches with ${shares.length} weights: ` +
        "give at least one batch, and one weight for each.",
    );
  }
  return gradientDescent((theta) => {
    const sum = new Float64Array(theta.length);
    batches.forEach((batch, task) => {
      const share = shares[task]!;
      gradient(architecture, { theta, batch }).forEach((entry, i) => sum[i]! += share * entry);
    });
    return sum;
  }, options);
}
