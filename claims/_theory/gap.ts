import type { Lab } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { hessianExtremes } from "../../src/reference/mod.ts";
import {
  type Arithmetic,
  float64Arithmetic,
  type Problem,
  toBatch,
  unitRoundoff,
} from "../../src/train/mod.ts";
import { roundingConstant } from "./allowance.ts";
import { problemRecipe, using } from "./problem.ts";
import { combine, norm, sum, type Vectors } from "./vector.ts";

/** A problem together with what a cell trains it with. */
export interface Experiment {
  readonly problem: Problem;
  readonly lab: Lab;
  readonly arithmetic: Arithmetic["name"];
  readonly seed: number;
  readonly alpha: number;
}

/** ηkλ_max above which a step is no longer small, and gaps below 30 floors, are left out. */
export const CEILING = 0.1;
export const HEADROOM = 30;

/** Three digits of λ_max are enough to say which steps are small. */
const LAMBDA_TOLERANCE = 1e-3;

/**
 * λ_max of the descents at θ_b: the largest of ‖∇²L_t‖₂ (the task arms) and α‖Σ_t ∇²L_t‖₂ (the
 * multitask arm), by Lanczos in float64.
 */
export async function curvature({ problem, lab, seed, alpha }: Experiment): Promise<number> {
  const { architecture, base, tasks } = problem;
  const recipe = { kind: "curvature", ...problemRecipe(problem, { arithmetic: "float64", seed }) };
  const { norms } = await lab.remember(recipe, () => {
    const theta = Float64Array.from(base);
    const random = stream(seed, "lanczos", base.length);
    const start = Float64Array.from(base, () => random.normal());
    const normOf = (members: typeof tasks) =>
      hessianExtremes(architecture, {
        theta,
        batch: toBatch(members),
        start,
        tolerance: LAMBDA_TOLERANCE,
      })
        .norm;
    return {
      norms: Float64Array.of(...tasks.map((task) => normOf([task])), tasks.length * normOf(tasks)),
    };
  });
  const joint = norms!.at(-1)!;
  return Math.max(...norms!.subarray(0, -1), Math.abs(alpha) * joint);
}

/** Σ_t ‖∇L_t(θ_b)‖, float64. */
export async function gradientNorms(problem: Problem): Promise<number> {
  const reference = float64Arithmetic(problem);
  let total = 0;
  for (const t of problem.tasks.keys()) total += norm(await reference.gradient([t]));
  return total;
}

/** K·u·αη Σ‖g_t‖: what rounding alone may leave between the arms, by step size. */
export function floors(
  { problem, arithmetic, alpha }: Experiment,
  { stepSizes, gradients }: { stepSizes: readonly number[]; gradients: number },
): number[] {
  const constant = roundingConstant(problem.tasks.length, Math.abs(alpha));
  return stepSizes.map((eta) =>
    constant * unitRoundoff(arithmetic) * Math.abs(alpha) * eta * gradients
  );
}

/** Step sizes `top`·10^(−i/perDecade), i = 0 … count − 1. */
export const ladder = (
  top: number,
  { count, perDecade }: { count: number; perDecade: number },
): readonly number[] => Array.from({ length: count }, (_, i) => top * 10 ** (-i / perDecade));

/** The numbers of epochs whose gaps P1.3 and P1.4 share: one training serves all of them. */
export const SHARED_EPOCHS = [1, 2, 3, 5, 10] as const;

export const SHARED_STEP_SIZES = 8;

/** The step sizes of that training: half decades from √10 times the largest η that k = 10 admits. */
export const sharedStepSizes = (lambda: number): readonly number[] =>
  ladder(Math.sqrt(10) * CEILING / (Math.max(...SHARED_EPOCHS) * lambda), {
    count: SHARED_STEP_SIZES,
    perDecade: 2,
  });

/** Name of the array that holds D after k epochs at the i-th step size. */
export const gapName = (epochs: number, index: number): string => `gap-k${epochs}-${index}`;

/**
 * D = θ_TA^(k) − θ_MT^(k) [P] for every number of epochs and step size, trained once.
 *
 * The task vectors and the multitask displacement come from descents of their own in delta form;
 * task vectors are summed in float64. `multitaskScale` spoils the multitask step on purpose.
 */
export function gapRun(
  { problem, lab, arithmetic, seed, alpha }: Experiment,
  { epochs, stepSizes, multitaskScale = 1 }: {
    epochs: readonly number[];
    stepSizes: readonly number[];
    multitaskScale?: number;
  },
): Promise<Vectors> {
  const identity = problemRecipe(problem, { arithmetic, seed });
  const recipe = { kind: "gap", ...identity, alpha, epochs, stepSizes, multitaskScale };
  return lab.remember(recipe, () =>
    using(problem, { lab, arithmetic }, async (opened) => {
      const gaps: Record<string, Float64Array> = {};
      const all = [...problem.tasks.keys()];
      for (const [i, stepSize] of stepSizes.entries()) {
        const vectors: (readonly Float64Array[])[] = [];
        for (const t of all) {
          vectors.push(await opened.descend({ schedule: [[t]], stepSize, snapshots: epochs }));
        }
        const multitask = await opened.descend({
          schedule: [all],
          stepSize: alpha * stepSize * multitaskScale,
          snapshots: epochs,
        });
        epochs.forEach((k, j) => {
          const merged = sum(vectors.map((vector) => vector[j]!));
          gaps[gapName(k, i)] = combine([alpha, merged], [-1, multitask[j]!]);
        });
      }
      return gaps;
    }));
}
