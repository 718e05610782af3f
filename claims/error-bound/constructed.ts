import { epochPairs, explicitConstants, gapBound } from "./constants.ts";

/** T copies of L = x²/2 + x from x = 0, at a vanishing step size: g = 1 and H = 1 everywhere. */
export interface Parabolas {
  readonly tasks: number;
  readonly alpha: number;
  readonly epochs: number;
}

/** Small enough that g moves by less than 1e-6 over the epochs. */
const VANISHING = 1e-9;

/**
 * |C| of the parabolas, by the definition: Σ_t Σ_e H Σ_m δ_t along the multitask descent; and the
 * largest |g| on the way.
 */
export function parabolaTerm(
  { tasks, alpha, epochs }: Parabolas,
): { term: number; gradient: number } {
  let x = 0, accumulated = 0, term = 0, largest = 0;
  for (let e = 0; e <= epochs - 2; e++) {
    const gradient = x + 1;
    largest = Math.max(largest, Math.abs(gradient));
    accumulated += (alpha * tasks - 1) * gradient;
    term += tasks * accumulated;
    x -= alpha * VANISHING * tasks * gradient;
  }
  return { term: Math.abs(term), gradient: largest };
}

/** |αC| over T((h+2)/2)|αT+1|·H·G, the factor as printed, read literally. */
export function printedFactorRatio(parabolas: Parabolas): { term: number; bound: number } {
  const { tasks, alpha, epochs } = parabolas;
  const { term, gradient } = parabolaTerm(parabolas);
  return {
    term: Math.abs(alpha) * term,
    bound: tasks * (epochs / 2) * Math.abs(alpha * tasks + 1) * gradient,
  };
}

/** (|C| − T·binom·|αT+1|)/(T·binom): how far the bound with a signed α lies below the term. */
export function signedAlphaExcess(parabolas: Parabolas): number {
  const { tasks, alpha, epochs } = parabolas;
  const { term, gradient } = parabolaTerm(parabolas);
  const scale = tasks * epochPairs(epochs) * gradient;
  return (term - scale * Math.abs(alpha * tasks + 1)) / scale;
}

/** A ReLU network whose first step crosses the kink: see {@linkcode reluKinkRatio}. */
const KINK = { alpha: 0.5, tasks: 2, epochs: 2, offset: 0.3 } as const;

/**
 * Gap over the bound without remainder for f = w₂ relu(w₁x), w = (.3η, 1), one sample x = 1 labelled
 * 0 in one task and 1 in the other, logistic loss (softmax over (0, f)), α = ½, k = 2.
 */
export function reluKinkRatio(stepSize: number): number {
  const { alpha, tasks, epochs, offset } = KINK;
  const start = [offset * stepSize, 1] as const;
  let largest = 0;
  const descend = (labels: readonly number[], eta: number) => {
    let w: readonly [number, number] = start;
    for (let step = 0; step < epochs; step++) {
      const gradients = labels.map((label) => logisticGradient(w, label));
      w = [
        w[0] - eta * gradients.reduce((total, g) => total + g[0], 0),
        w[1] - eta * gradients.reduce((total, g) => total + g[1], 0),
      ];
      largest = Math.max(largest, Math.abs(w[0]), Math.abs(w[1]));
    }
    return w.map((value, i) => value - start[i]!) as [number, number];
  };
  const zero = descend([0], stepSize), one = descend([1], stepSize);
  const multitask = descend([0, 1], alpha * stepSize);
  const gap = Math.hypot(
    alpha * (zero[0] + one[0]) - multitask[0],
    alpha * (zero[1] + one[1]) - multitask[1],
  );
  const { gradient, hessian } = explicitConstants({
    depth: 2,
    weights: Math.max(largest, 1),
    inputs: 1,
    activation: "relu",
  });
  return gap / gapBound({ tasks, alpha, epochs, stepSize, gradient, hessian });
}

function logisticGradient([w1, w2]: readonly [number, number], label: number): [number, number] {
  const hidden = Math.max(w1, 0);
  const slope = 1 / (1 + Math.exp(-w2 * hidden)) - label;
  return [w1 > 0 ? slope * w2 : 0, slope * hidden];
}
