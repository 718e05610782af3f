import type { Cell, Cost, CostContext, RunCost, Work } from "../../src/lab/mod.ts";
import { type Architecture, parameterCount } from "../../src/reference/mod.ts";
import { architectureOf, type ArchitectureOptions, SAMPLES, settingsOf } from "./problem.ts";

/** A problem as its cost depends on it. */
export interface Sized {
  /** P. */
  readonly parameters: number;
  /** T. */
  readonly tasks: number;
  /** Samples a task. */
  readonly samples: number;
  /** Tells the problem from every other. */
  readonly name: string;
}

/** How often each thing is done, a task's samples at a time. */
export interface Counts {
  /** Gradients on the device, and Hessian-vector products there. */
  readonly gradients?: number;
  readonly products?: number;
  /** The same in the float64 reference. */
  readonly referenceGradients?: number;
  readonly referenceProducts?: number;
}

/** Operations a parameter and sample: forward 2, backward 4; a Hessian-vector product twice that. */
const GRADIENT = 6;
const PRODUCT = 2 * GRADIENT;
/** Steps whose fixed cost a Hessian-vector product has. */
const PRODUCT_STEPS = 2.3;
/** Products until Lanczos is sure of three digits, and of twelve. */
export const LANCZOS = { coarse: 20, fine: 60 } as const;
/** Gradients that a running error bound takes the time of. */
export const ERROR_BOUND = 4;

/** The problem of a cell on data. */
export function sizedOf(
  cell: Cell,
  { source }: CostContext,
  options: Omit<ArchitectureOptions, "source" | "settings"> = {},
): Sized {
  const settings = settingsOf(cell);
  const architecture = architectureOf({ source: source!, settings, ...options });
  return sized(architecture, { tasks: settings.tasks, input: cell.input, seed: cell.seed });
}

/** A problem from its network. */
export function sized(
  architecture: Architecture,
  { tasks, input, seed, samples = SAMPLES }: {
    tasks: number;
    input: string;
    seed: number;
    samples?: number;
  },
): Sized {
  const { widths, activation, loss, bias } = architecture;
  return {
    parameters: parameterCount(architecture),
    tasks,
    samples,
    name: [input, widths.join("-"), activation, loss, bias, `T${tasks}`, seed].join(" "),
  };
}

/** The work of a count, with the bytes of so many vectors [P]. */
export function workOf({ parameters, samples }: Sized, counts: Counts, vectors = 0): Work {
  const { gradients = 0, products = 0, referenceGradients = 0, referenceProducts = 0 } = counts;
  const each = parameters * samples;
  return {
    steps: gradients + PRODUCT_STEPS * products,
    flops: each * (GRADIENT * gradients + PRODUCT * products),
    float64: each * (GRADIENT * referenceGradients + PRODUCT * referenceProducts),
    bytes: 8 * parameters * vectors,
  };
}

/** Counts in the arithmetic of a reading. */
export function inArithmetic(
  arithmetic: "device" | "float64",
  { gradients = 0, products = 0 }: { gradients?: number; products?: number },
): Counts {
  return arithmetic === "device"
    ? { gradients, products }
    : { referenceGradients: gradients, referenceProducts: products };
}

/** λ_max by Lanczos: every task, and all of them together. */
export function curvatureCost(problem: Sized): RunCost {
  const referenceProducts = 2 * problem.tasks * LANCZOS.coarse;
  return { name: `curvature ${problem.name}`, ...workOf(problem, { referenceProducts }) };
}

/** Both arms of a gap, over a number of step sizes; `label` tells these from other step sizes. */
export function gapCost(
  problem: Sized,
  { arithmetic, alpha, epochs, stepSizes, label = "" }: {
    arithmetic: "device" | "float64";
    alpha: number;
    epochs: readonly number[];
    stepSizes: number;
    label?: string;
  },
): RunCost {
  const gradients = stepSizes * 2 * problem.tasks * Math.max(...epochs);
  return {
    name: ["gap", arithmetic, problem.name, alpha, epochs.join(), stepSizes, label].join(" "),
    ...workOf(problem, inArithmetic(arithmetic, { gradients }), stepSizes * epochs.length),
  };
}

/** The second-order term with Hessians along the descent, at `hessians` places, and at the base. */
export function secondOrderCost(
  problem: Sized,
  { arithmetic, alpha, epochs, stepSizes, hessians, label = "" }: {
    arithmetic: "device" | "float64";
    alpha: number;
    epochs: readonly number[];
    stepSizes: number;
    hessians: readonly string[];
    label?: string;
  },
): RunCost {
  const places = hessians.filter((hessian) => hessian !== "base").length;
  // Frozen at the base, one pass serves all.
  const passes = places > 0 ? stepSizes * problem.tasks * (Math.max(...epochs) - 1) : problem.tasks;
  const counts = inArithmetic(arithmetic, {
    gradients: passes,
    products: Math.max(1, places) * passes,
  });
  const vectors = stepSizes * epochs.length * hessians.length;
  const what = [alpha, epochs.join(), stepSizes, hessians.join(), label].join(" ");
  return {
    name: `second-order ${arithmetic} ${problem.name} ${what}`,
    ...workOf(problem, counts, vectors),
  };
}

/** A cell's cost: its runs, and its own work. */
export function cellCost(runs: readonly RunCost[], own: Work): Cost {
  return { runs, ...own };
}
