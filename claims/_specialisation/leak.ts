import { combined as sum, mapped, type Matrix, squaredNorm } from "../_matrices/matrix.ts";
import type { Constructed } from "./construct.ts";
import { outputsAt, type Training } from "./fine_tune.ts";
import { along, combined, evaluate, type Weights } from "./network.ts";

/** What other tasks' vectors do to a task's outputs. */
export interface Leak {
  /**
   * ‖f(x; θ_b + Σ_s α_sτ_s) − f(x; θ_b + α_tτ_t)‖ over ‖f(x; θ_b + α_tτ_t) − f(x; θ_b)‖, root mean
   * squares over samples, tasks and scaling coefficients, as measured.
   */
  readonly raw: number;
  /** The same without what rounding can bring into each difference. */
  readonly beyondRounding: number;
}

/**
 * Measures the disentanglement error of task vectors on the tasks' test samples.
 *
 * @throws {RangeError} When the vectors do nothing to their own tasks.
 */
export function leakOf(
  constructed: Constructed,
  { form, vectors, alphas }: {
    form: Training["form"];
    vectors: readonly Weights[];
    /** α [draws][tasks]. */
    alphas: readonly (readonly number[])[];
  },
): Leak {
  let differences = 0, beyond = 0, effects = 0;
  const nothing = constructed.base.map((layer) => mapped(layer, () => 0));
  for (const alpha of alphas) {
    const all = combined(...vectors.map((vector, s) => [alpha[s]!, vector] as const));
    for (const [t, { inputs }] of constructed.test.entries()) {
      const own = combined([alpha[t]!, vectors[t]!]);
      const at = (displacement: Weights) => outputsAt(constructed, { form, inputs, displacement });
      const alone = at(own);
      const difference = mapped(sum([1, at(all)], [-1, alone]), Math.abs);
      const allowance = rounding(constructed, { form, inputs, displacements: [all, own] });
      effects += squaredNorm(sum([1, alone], [-1, at(nothing)]));
      differences += squaredNorm(difference);
      beyond += squaredNorm(
        mapped(sum([1, difference], [-1, allowance]), (excess) => Math.max(excess, 0)),
      );
    }
  }
  if (!(effects > 0)) throw new RangeError("Cannot measure a leak: the task vectors do nothing");
  return { raw: Math.sqrt(differences / effects), beyondRounding: Math.sqrt(beyond / effects) };
}

/**
 * What rounding can bring into the difference of two outputs, [n, outputs]: γ_R for each of them times
 * the sum of the magnitudes it is made of. R counts a layer's terms and four more for its activation and
 * derivative, and two for the sum with θ_b; no activation is steeper than 1 or other than 0 at 0, so
 * magnitudes grow no more than in a network of ReLUs on them.
 */
function rounding(
  { network, base }: Constructed,
  { form, inputs, displacements }: {
    form: Training["form"];
    inputs: Matrix;
    displacements: readonly Weights[];
  },
): Matrix {
  const sizes = (weights: Weights) => weights.map((layer) => mapped(layer, Math.abs));
  const linear = { activations: network.activations.map(() => "relu" as const) };
  const [x, weights] = [mapped(inputs, Math.abs), sizes(base)];
  const magnitude = (displacement: Weights) => {
    const tangents = sizes(displacement);
    if (form === "network") {
      const moved = combined([1, weights], [1, tangents]);
      return evaluate(linear, { weights: moved, inputs: x }).outputs;
    }
    const trace = evaluate(linear, { weights, inputs: x });
    return sum([1, trace.outputs], [1, along(trace, { weights, tangents })]);
  };
  const roundings = base.reduce((sum, { rows }) => sum + rows + 4, 2);
  const gamma = roundings * UNIT / (1 - roundings * UNIT);
  return sum(...displacements.map((displacement) => [gamma, magnitude(displacement)] as const));
}

/** u of float64. */
const UNIT = 2 ** -53;
