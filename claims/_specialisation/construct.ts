import { stream } from "../../src/random/mod.ts";
import { gaussian } from "../_matrices/draw.ts";
import { mapped, type Matrix, matrix } from "../_matrices/matrix.ts";
import type { Activation, Network } from "./network.ts";

/** How a network and its tasks are constructed. */
export type Construction = {
  /** T. */
  readonly tasks: number;
  /** Of the layers behind the specialised one, whose own is ReLU. */
  readonly activation: Activation;
  /** Hidden layers behind the specialised one. */
  readonly depth: number;
  /** Each feature is inactive on the other tasks, or active on all. */
  readonly columns: "disjoint" | "overlapping";
  /** The tasks' inputs vary in the same coordinates, or each in coordinates of its own. */
  readonly inputs: "shared" | "orthogonal";
};

/** A task's inputs [n, in], and its targets [n, outputs]. */
export interface Samples {
  readonly inputs: Matrix;
  readonly targets: Matrix;
}

/** A constructed network with its tasks. */
export interface Constructed {
  readonly network: Network;
  /** θ_b. */
  readonly base: readonly Matrix[];
  /** To train on and to measure on, a task each. */
  readonly train: readonly Samples[];
  readonly test: readonly Samples[];
  /** I_t: the features of each task. */
  readonly features: readonly (readonly number[])[];
}

const FEATURES = 4, VARYING = 3, HIDDEN = 10, OUTPUTS = 3, SAMPLES = 32;
/** How far inactive a feature stays on other tasks, in units of how far inputs can move it. */
const REACH = 1.02;

/**
 * Draws a network whose first layer is specialised, and T regression tasks.
 *
 * An input is e_t, the unit vector of its task, and coordinates u ~ U[−√3, √3]. Feature k of task t
 * has random weights r_k on u, and on e_t the weight a_k = 1.02·√3·‖r_k‖₁: with −a_k on the e_s of
 * other tasks it is active on every input of task t and on none of another; with a_k on all of them
 * it is active everywhere. What is behind the first layer mixes all features.
 */
export function construct(
  { tasks, activation, depth, columns, inputs }: Construction,
  seed: number,
): Constructed {
  const key = [tasks, activation, depth, columns, inputs] as const;
  const random = stream(seed, "specialisation", ...key);
  const sizes = sizesOf({ tasks, depth, inputs });
  const [width, count] = sizes as [number, number];
  const base = [
    specialisedLayer(gaussian(random, { rows: width, columns: count }), { tasks, columns }),
    ...sizes.slice(2).map((columns, layer) => {
      const rows = sizes[layer + 1]!;
      return mapped(gaussian(random, { rows, columns }), (entry) => entry / Math.sqrt(rows));
    }),
  ];
  const samples = (): Samples[] =>
    Array.from({ length: tasks }, (_, t) => {
      const from = tasks + (inputs === "shared" ? 0 : t * VARYING);
      return {
        inputs: matrix({ rows: SAMPLES, columns: width }, (_, i) => {
          if (i < tasks) return i === t ? 1 : 0;
          const varies = i >= from && i < from + VARYING;
          return varies ? Math.sqrt(3) * (2 * random.uniform() - 1) : 0;
        }),
        targets: gaussian(random, { rows: SAMPLES, columns: OUTPUTS }),
      };
    });
  return {
    network: { activations: ["relu", ...Array<Activation>(depth).fill(activation)] },
    base,
    train: samples(),
    test: samples(),
    features: Array.from(
      { length: tasks },
      (_, t) => Array.from({ length: FEATURES }, (_, k) => t * FEATURES + k),
    ),
  };
}

/** P, and the samples a task, of a construction. */
export function workOf(
  { tasks, depth, inputs }: Construction,
): { readonly parameters: number; readonly samples: number } {
  const sizes = sizesOf({ tasks, depth, inputs });
  const parameters = sizes.slice(1).reduce((sum, size, layer) => sum + size * sizes[layer]!, 0);
  return { parameters, samples: SAMPLES };
}

/** Units of every layer, the inputs first. */
function sizesOf({ tasks, depth, inputs }: Pick<Construction, "tasks" | "depth" | "inputs">) {
  const varying = inputs === "shared" ? VARYING : tasks * VARYING;
  return [tasks + varying, tasks * FEATURES, ...Array<number>(depth).fill(HIDDEN), OUTPUTS];
}

/** Random weights with the tasks' offsets ±a_k in their first rows, divided by the mean a_k. */
function specialisedLayer(
  random: Matrix,
  { tasks, columns }: Pick<Construction, "tasks" | "columns">,
): Matrix {
  const at = (i: number, k: number) => random.data[i * random.columns + k]!;
  const offsets = Array.from({ length: random.columns }, (_, k) => {
    let reach = 0;
    for (let i = tasks; i < random.rows; i++) reach += Math.sqrt(3) * Math.abs(at(i, k));
    return REACH * reach;
  });
  const unit = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
  return matrix(random, (i, k) => {
    if (i >= tasks) return at(i, k) / unit;
    const isActive = columns === "overlapping" || Math.floor(k / FEATURES) === i;
    return (isActive ? offsets[k]! : -offsets[k]!) / unit;
  });
}
