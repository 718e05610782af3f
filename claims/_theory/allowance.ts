import { gradientErrorBound } from "../../src/reference/mod.ts";
import { type Problem, toBatch, unitRoundoff } from "../../src/train/mod.ts";
import { withoutSamples } from "./problem.ts";

/** K of P1.1: roundings of T updates, T differences, their sum, and a common margin. */
export const roundingConstant = (tasks: number, alpha: number): number =>
  2 * tasks + alpha * tasks + 8;

/** The part of a cell that rounding bounds need. */
export interface Rounding {
  readonly unitRoundoff: number;
  readonly alpha: number;
  readonly stepSize: number;
  /** ∇L_t(θ_b) for every task, float64 [P] each. */
  readonly gradients: readonly Float64Array[];
}

/** u(|θ_b,i| + αη Σ_t |g_t,i|), the unit in which per-coordinate gaps are counted; [P]. */
export function roundingUnit(
  base: Float32Array,
  { unitRoundoff, alpha, stepSize, gradients }: Rounding,
): Float64Array {
  return Float64Array.from(base, (weight, i) => {
    const moved = gradients.reduce((total, gradient) => total + Math.abs(gradient[i]!), 0);
    return unitRoundoff * (Math.abs(weight) + alpha * stepSize * moved);
  });
}

/**
 * How far two evaluations of Σ_t g_t may lie apart when each task's gradient is computed on its own
 * and the joint one by a graph over all samples: the sum of both running error bounds; [P].
 */
export function summationError(problem: Problem, unitRoundoff: number): Float64Array {
  const separate = problem.tasks.map((task) => taskError(problem, { tasks: [task], unitRoundoff }));
  const joint = taskError(problem, { tasks: problem.tasks, unitRoundoff });
  return joint.map((error, i) =>
    problem.tasks.length * error + separate.reduce((total, own) => total + own[i]!, 0)
  );
}

/** Running error bound of one gradient evaluated over the given tasks' samples; [P]. */
export function taskError(
  { architecture, base }: Problem,
  { tasks, unitRoundoff }: { tasks: Problem["tasks"]; unitRoundoff: number },
): Float64Array {
  const theta = Float64Array.from(base);
  return gradientErrorBound(architecture, { theta, batch: toBatch(tasks), unitRoundoff }).bound;
}

/**
 * The problem without the samples that lie at a ReLU kink of the base network, where float32 and
 * float64 may take different sides: those positions are dropped from every task.
 */
export function withoutKinks(problem: Problem): Problem {
  const { architecture, base, tasks } = problem;
  const theta = Float64Array.from(base);
  const excluded = new Set(
    tasks.flatMap((task) =>
      gradientErrorBound(architecture, {
        theta,
        batch: toBatch([task]),
        unitRoundoff: unitRoundoff("device"),
      })
        .kinks
    ),
  );
  return { ...problem, tasks: withoutSamples(tasks, excluded) };
}
