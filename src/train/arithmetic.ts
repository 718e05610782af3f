import type { TaskData } from "../data/mod.ts";
import type { Architecture } from "../reference/mod.ts";

/** What is trained: a network, its base weights θ_b [P] in float32, and T tasks. */
export interface Problem {
  readonly architecture: Architecture;
  readonly base: Float32Array;
  readonly tasks: readonly TaskData[];
}

/**
 * How the gradient of Σ_t L_t is evaluated: as the sum, in the given order, of gradients that one
 * program computes task by task; or by one graph over all samples, whose roundings are its own.
 */
export type Summation = "per-task" | "one-graph";

/** Gradient descent on sums of losses. */
export interface Descent {
  /**
   * Indices of the tasks whose mean losses are summed at step 1, 2, …, begun again at its end: one
   * entry is full-batch descent, several are the mini-batch steps of an epoch.
   */
  readonly schedule: readonly (readonly number[])[];
  readonly stepSize: number;
  /** Increasing numbers of steps after which the displacement θ − θ_b is wanted. */
  readonly snapshots: readonly number[];
  /** Default `per-task`. */
  readonly summation?: Summation;
}

/**
 * The losses of a problem and their derivatives in one arithmetic.
 *
 * Vectors on the host are float64 and flat [P], in the layout of the reference; on the device every
 * operation is float32. `at` is a displacement from θ_b and defaults to zero.
 */
export interface Arithmetic {
  readonly name: "device" | "float64";
  /** θ_b [P]. */
  readonly base: Float64Array;
  /** Σ_t ∇L_t at θ_b + `at`. */
  gradient(
    tasks: readonly number[],
    options?: { at?: Float64Array; summation?: Summation },
  ): Promise<Float64Array>;
  /** ∇²L_t(θ_b + `at`) · `vector`. */
  hessianVector(
    task: number,
    options: { at?: Float64Array; vector: Float64Array },
  ): Promise<Float64Array>;
  /**
   * Displacements at the snapshots, in delta form: the displacement is what is stored and updated,
   * θ_b + δ is formed only for the forward pass, and weights are never subtracted.
   */
  descend(descent: Descent): Promise<readonly Float64Array[]>;
  /** Weights θ at the snapshots by the plain update θ ← θ − ηg, each rounded to the arithmetic. */
  descendWeights(descent: Descent): Promise<readonly Float64Array[]>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** The tasks of a step; steps count from 1. */
export function scheduled({ schedule }: Descent, step: number): readonly number[] {
  const tasks = schedule[(step - 1) % schedule.length];
  if (!tasks) throw new RangeError("Cannot descend: the schedule is empty; give at least one set");
  return tasks;
}

/** The factor that turns the mean over all samples into the sum of the tasks' means. */
export function equalWeights(tasks: readonly TaskData[]): number {
  const [first] = tasks;
  const odd = tasks.find((task) => task.count !== first?.count);
  if (odd) {
    throw new RangeError(
      `Cannot sum the losses in one graph: task '${odd.name}' has ${odd.count} samples, ` +
        `'${first!.name}' has ${first!.count}; draw as many for every task`,
    );
  }
  return tasks.length;
}

/** The unit roundoff u: 2^-24 in the device's float32, 2^-53 in float64. */
export function unitRoundoff(arithmetic: Arithmetic["name"]): number {
  return arithmetic === "device" ? 2 ** -24 : 2 ** -53;
}
