import type { Arithmetic } from "../../src/train/mod.ts";
import type { Experiment } from "./gap.ts";
import { problemRecipe, using } from "./problem.ts";
import { combine, sum, type Vectors } from "./vector.ts";

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
): Promise<Vectors> {
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
      const all = [...problem.tasks.keys()];
      const terms: Record<string, Float64Array> = {};
      const descents = hessians.filter((hessian) => hessian !== "base");
      for (const [i, stepSize] of stepSizes.entries()) {
        const along = { alpha, stepSize, epochs, hessians: descents, mismatched };
        const found = descents.length ? await termsAlongDescent(opened, all, along) : [];
        for (const { hessian, k, term } of found) terms[termName(hessian, k, i)] = term;
      }
      if (hessians.includes("base")) {
        const term = await termAtBase(opened, all, alpha);
        for (const k of epochs) {
          const frozen = combine([k * (k - 1) / 2, term]);
          stepSizes.forEach((_, i) => terms[termName("base", k, i)] = frozen);
        }
      }
      return terms;
    }));
}

interface AlongDescent {
  readonly alpha: number;
  readonly stepSize: number;
  readonly epochs: readonly number[];
  readonly hessians: readonly HessianAt[];
  readonly mismatched: boolean;
}

/** Σ_s g_s, and δ_t for every task, at θ_b + at. */
async function residuals(
  arithmetic: Arithmetic,
  tasks: readonly number[],
  { alpha, at }: { alpha: number; at?: Float64Array },
): Promise<{ total: Float64Array; deltas: Float64Array[] }> {
  const gradients: Float64Array[] = [];
  for (const t of tasks) gradients.push(await arithmetic.gradient([t], at && { at }));
  const total = sum(gradients);
  const deltas = gradients.map((gradient) => combine([alpha, total], [-1, gradient]));
  return { total, deltas };
}

async function termsAlongDescent(
  arithmetic: Arithmetic,
  tasks: readonly number[],
  { alpha, stepSize, epochs, hessians, mismatched }: AlongDescent,
): Promise<{ hessian: HessianAt; k: number; term: Float64Array }[]> {
  const last = Math.max(...epochs);
  const accumulated = tasks.map(() => new Float64Array(arithmetic.base.length));
  const terms = hessians.map(() => new Float64Array(arithmetic.base.length));
  const found: { hessian: HessianAt; k: number; term: Float64Array }[] = [];
  let iterate = new Float64Array(arithmetic.base.length);
  for (let e = 0; e <= last - 2; e++) {
    const { total, deltas } = await residuals(arithmetic, tasks, { alpha, at: iterate });
    deltas.forEach((delta, t) => accumulated[t] = combine([1, accumulated[t]!], [1, delta]));
    const next = combine([1, iterate], [-alpha * stepSize, total]);
    for (const [j, hessian] of hessians.entries()) {
      const at = hessian === "next" ? next : iterate;
      for (const t of tasks) {
        const task = mismatched ? (t + 1) % tasks.length : t;
        const product = await arithmetic.hessianVector(task, { at, vector: accumulated[t]! });
        terms[j] = combine([1, terms[j]!], [1, product]);
      }
      if (epochs.includes(e + 2)) found.push({ hessian, k: e + 2, term: terms[j]! });
    }
    iterate = next;
  }
  return found;
}

/** Σ_t H_t(θ_b) δ_t(θ_b), of which there are k(k − 1)/2 when everything is frozen at the base. */
async function termAtBase(
  arithmetic: Arithmetic,
  tasks: readonly number[],
  alpha: number,
): Promise<Float64Array> {
  const { deltas } = await residuals(arithmetic, tasks, { alpha });
  const products: Float64Array[] = [];
  for (const t of tasks) {
    products.push(await arithmetic.hessianVector(t, { vector: deltas[t]! }));
  }
  return sum(products);
}
