import type { TaskData } from "../../src/data/mod.ts";
import type { Problem } from "../../src/train/mod.ts";

/**
 * The gradient of a linear model's mean ½‖Wᵀx + b − y‖² in closed form, float64 [P]:
 * ∂W = Xᵀ(XW + b − Y)/n, ∂b its column means. Written out by hand, so that neither automatic
 * differentiation nor the reference networks take part.
 */
export function regressionStep({ base, architecture }: Problem, task: TaskData): Float64Array {
  const [inputs, outputs] = architecture.widths as [number, number];
  const gradient = new Float64Array(base.length);
  const biasAt = inputs * outputs;
  for (let n = 0; n < task.count; n++) {
    for (let c = 0; c < outputs; c++) {
      let residual = base[biasAt + c]! - task.targets[n * outputs + c]!;
      for (let d = 0; d < inputs; d++) {
        residual += base[d * outputs + c]! * task.inputs[n * inputs + d]!;
      }
      residual /= task.count;
      for (let d = 0; d < inputs; d++) {
        gradient[d * outputs + c]! += task.inputs[n * inputs + d]! * residual;
      }
      gradient[biasAt + c]! += residual;
    }
  }
  return gradient;
}
