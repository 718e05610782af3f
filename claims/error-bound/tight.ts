import type { TaskData } from "../../src/data/mod.ts";
import type { Problem } from "../../src/train/mod.ts";

/** η in units of 1/λ_max at which the controls run: C then takes its leading-order value. */
export const VANISHING_STEP_SIZES = [1e-6] as const;

/**
 * T copies of L = ½(w + 1)² from w = 0, as linear regression of one sample: gradient and Hessian are
 * 1. At α = −1 every δ_t is −(T + 1) times the gradient, and the bound on ‖C‖ is met with equality.
 */
export function parabolas(tasks: number): Problem {
  return {
    architecture: { widths: [1, 1], activation: "linear", loss: "squared", bias: false },
    base: Float32Array.of(0),
    tasks: copies(tasks, { inputs: [1], targets: [-1] }),
  };
}

/**
 * T copies of softmax regression of one sample on two classes from zero weights. The gradient is an
 * eigenvector of the Hessian, so that at α = −1 the explicit bound exceeds ‖C‖ by a factor that does not
 * grow with T, while its own factor |α|T + 1 does.
 */
export function undecidedClassifiers(tasks: number): Problem {
  return {
    architecture: { widths: [1, 2], activation: "tanh", loss: "cross-entropy", bias: false },
    base: Float32Array.of(0, 0),
    tasks: copies(tasks, { inputs: [1], targets: [1, 0] }),
  };
}

function copies(
  tasks: number,
  { inputs, targets }: { inputs: readonly number[]; targets: readonly number[] },
): readonly TaskData[] {
  return Array.from({ length: tasks }, (_, t) => ({
    name: `constructed/${t}`,
    inputs: Float32Array.from(inputs),
    targets: Float32Array.from(targets),
    labels: Uint16Array.of(0),
    count: 1,
    dimension: inputs.length,
    classes: targets.length,
  }));
}
