import { combined as sum, mapped, type Matrix, squaredNorm } from "../_matrices/matrix.ts";
import type { Constructed, Samples } from "./construct.ts";
import { along, back, combined, evaluate, type Trace, type Weights } from "./network.ts";

/** How a task is trained. */
export type Training = {
  /** The network's linearisation at θ_b, or the network itself: in training, and measured. */
  readonly form: "linearised" | "network";
  /** The first layer, or every one. */
  readonly trained: "specialised" | "all";
  /** λ of ½λ‖·‖², which plain descent decays the weights by. */
  readonly weightDecay: number;
  /** What decay draws the weights to: 0, as optimisers do, or θ_b. */
  readonly decayTo: "zero" | "base";
};

/** Steps of gradient descent, and their size in units of one over the largest curvature at θ_b. */
const STEPS = 100, STEP_SIZE = 0.5;
const POWER_ITERATIONS = 20;

/** The outputs [n, outputs] at a displacement from θ_b. */
export function outputsAt(
  { network, base }: Pick<Constructed, "network" | "base">,
  { form, inputs, displacement }: {
    form: Training["form"];
    inputs: Matrix;
    displacement: Weights;
  },
): Matrix {
  if (form === "network") {
    const weights = combined([1, base], [1, displacement]);
    return evaluate(network, { weights, inputs }).outputs;
  }
  const trace = evaluate(network, { weights: base, inputs });
  return sum([1, trace.outputs], [1, along(trace, { weights: base, tangents: displacement })]);
}

/**
 * τ_t: where gradient descent on ½·mean‖f − y‖² of the task's samples takes θ_b, less θ_b.
 *
 * @throws {RangeError} When the loss with its decay did not fall: such a vector is of no training.
 */
export function taskVector(
  { network, base }: Pick<Constructed, "network" | "base">,
  { samples, training }: { samples: Samples; training: Training },
): Weights {
  const { form, trained, weightDecay, decayTo } = training;
  const { inputs, targets } = samples;
  const atBase = evaluate(network, { weights: base, inputs });
  const masked = (weights: Weights) =>
    weights.map((layer, i) => trained === "all" || i === 0 ? layer : mapped(layer, () => 0));
  const decaying = (displacement: Weights) =>
    masked(decayTo === "zero" ? combined([1, base], [1, displacement]) : displacement);
  const objective = (displacement: Weights) => {
    const outputs = outputsAt({ network, base }, { form, inputs, displacement });
    return squaredNorm(sum([1, outputs], [-1, targets])) / inputs.rows +
      weightDecay * squares(decaying(displacement));
  };
  const stepSize = STEP_SIZE / (largestCurvature(atBase, { base, masked }) + weightDecay);
  const start = combined([0, base]);
  let displacement = start;
  for (let step = 0; step < STEPS; step++) {
    const linear = form === "linearised";
    const weights = linear ? base : combined([1, base], [1, displacement]);
    const trace = linear ? atBase : evaluate(network, { weights, inputs });
    const outputs = linear
      ? sum([1, trace.outputs], [1, along(trace, { weights, tangents: displacement })])
      : trace.outputs;
    const cotangents = sum([1 / inputs.rows, outputs], [-1 / inputs.rows, targets]);
    displacement = combined(
      [1, displacement],
      [-stepSize, masked(back(trace, { weights, cotangents }))],
      [-stepSize * weightDecay, decaying(displacement)],
    );
  }
  const [before, after] = [objective(start), objective(displacement)];
  if (!(after < before)) {
    throw new RangeError(`Cannot take a task vector: training took the loss ${before} to ${after}`);
  }
  return displacement;
}

/** λ_max of mean JᵀJ over the trained weights, by power iteration. */
function largestCurvature(
  trace: Trace,
  { base, masked }: { base: Weights; masked: (weights: Weights) => Weights },
): number {
  let tangents = masked(base), curvature = 0;
  for (let i = 0; i < POWER_ITERATIONS; i++) {
    tangents = combined([1 / Math.sqrt(squares(tangents)), tangents]);
    const outputs = along(trace, { weights: base, tangents });
    curvature = squaredNorm(outputs) / outputs.rows;
    tangents = masked(back(trace, { weights: base, cotangents: outputs }));
  }
  return curvature;
}

const squares = (weights: Weights): number =>
  weights.reduce((total, layer) => total + squaredNorm(layer), 0);
