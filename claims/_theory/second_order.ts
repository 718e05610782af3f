import type { Run } from "../../src/lab/mod.ts";
import type { Arithmetic } from "../../src/train/mod.ts";
import type { Experiment } from "./gap.ts";
import { problemRecipe, using } from "./problem.ts";
import { combine, sum } from "./vector.ts";

/** Where the Hessians of the second-order term are taken. */
export type HessianAt = "iterate" | "next" | "base";

/** What the sum runs over. */
export interface SecondOrderOptions {
  readonly epochs: readonly number[];
  readonly stepSizes: readonly number[];
  readonly hessians: readonly HessianAt[];
  /** Spoils the term on purpose: task t's residual meets the Hessian of task t + 1. */
  readonly mismatched?: boolean;
}

/** Name of the array that holds C for k epochs at the i-th step size. */
export const termName = (hessian: HessianAt, epochs: number, index: number): string =>
  `term-${hessian}-k${epochs}-${index}`;

/**
 * C = Σ_t Σ_{e=0}^{k−2} H_t(θ_MT^(e)) Σ_{m=0}^{e} δ_t(θ_MT^(m)) [P] with δ_t = α Σ_s g_s − g_t, along
 * a multitask descent of its own.
 */
export function secondOrderRun(
  { problem, lab, arithmetic, seed, alpha }: Experiment,
  { epochs, stepSizes, hessians, mismatched = false }: SecondOrderOptions,
): Promise<Run> {
  const identity = problemRecipe(problem, { arithmetic, seed });
  const recipe = {
    kind: "second-order",
    ...identity,
    alpha,
    epochs,
    stepSizes,
    hessians: hessians.join(),
    mismatched,
  };
  return lab.remember(recipe, () =>
    using(problem, { lab, arithmetic }, async (opened) => {
      const terms: Record<string, Float64Array> = {};
      for (const [i, stepSize] of stepSizes.entries()) {
        for (const hessian of hessians) {
          const options = { alpha, stepSize, epochs, hessian, mismatched };
          for (const [k, term] of await termsAlongDescent(opened, problem.tasks.length, options)) {
            terms[termName(hessian, k, i)] = term;
          }
        }
      }
      return terms;
    }));
}

interface AlongDescent {
  readonly alpha: number;
  readonly stepSize: number;
  readonly epochs: readonly number[];
  readonly hessian: HessianAt;
  readonly mismatched: boolean;
}

async function termsAlongDescent(
  arithmetic: Arithmetic,
  tasks: number,
  { alpha, stepSize, epochs, hessian, mismatched }: AlongDescent,
): Promise<ReadonlyMap<number, Float64Array>> {
  const all = Array.from({ length: tasks }, (_, t) => t);
  const last = Math.max(...epochs);
  const iterates = [
    new Float64Array(arithmetic.base.length),
    ...await arithmetic.descend({
      schedule: [all],
      stepSize: alpha * stepSize,
      snapshots: Array.from({ length: last }, (_, e) => e + 1),
    }),
  ];
  const accumulated = all.map(() => new Float64Array(arithmetic.base.length));
  const found = new Map<number, Float64Array>();
  let term = new Float64Array(arithmetic.base.length);
  for (let e = 0; e <= last - 2; e++) {
    const residualAt = hessian === "base" ? iterates[0]! : iterates[e]!;
    const hessianAt =
      { iterate: iterates[e]!, next: iterates[e + 1]!, base: iterates[0]! }[hessian];
    const gradients: Float64Array[] = [];
    for (const t of all) gradients.push(await arithmetic.gradient([t], { at: residualAt }));
    const total = sum(gradients);
    const products: Float64Array[] = [];
    for (const t of all) {
      accumulated[t] = combine([1, accumulated[t]!], [alpha, total], [-1, gradients[t]!]);
      const task = mismatched ? (t + 1) % tasks : t;
      products.push(
        await arithmetic.hessianVector(task, { at: hessianAt, vector: accumulated[t]! }),
      );
    }
    term = combine([1, term], [1, sum(products)]);
    if (epochs.includes(e + 2)) found.set(e + 2, term);
  }
  return found;
}
