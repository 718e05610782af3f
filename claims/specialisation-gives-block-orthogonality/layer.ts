/**
 * One layer of features on inputs whose every moment is known: x = M·(u₁, …, u_p, s₁, …, s_q) with
 * independent u ~ U[−√3, √3] and fair signs s, all of variance 1, and f = Σ_k relu(w_k·x − θ).
 */
export interface Layer {
  /** M [inputs][p + q]. */
  readonly mixing: readonly (readonly number[])[];
  /** q: the last sources are signs. */
  readonly signs: number;
  /** w_k [features][inputs]. */
  readonly weights: readonly (readonly number[])[];
  /** θ, the same for every feature. */
  readonly threshold: number;
  /** Task of the inputs whose signs are given: 0 or 1. */
  readonly taskOf: (signs: readonly number[]) => number;
  /** Task of each feature. */
  readonly specialised: readonly number[];
}

/** Σ_i a_i b_i. */
export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);

/**
 * E x [inputs] and Cov x [inputs][inputs], by a product rule of nodes ±1: Gauss-Legendre's of two
 * nodes for a uniform source, which is exact to the third degree, and a sign's own two values.
 */
export function moments({ mixing }: Layer): { mean: number[]; covariance: number[][] } {
  const nodes = signsOf(mixing[0]!.length).map((sources) => mixing.map((row) => dot(row, sources)));
  const mean = mixing.map((_, i) => average(nodes.map((x) => x[i]!)));
  const covariance = mixing.map((_, i) =>
    mixing.map((_, j) => average(nodes.map((x) => (x[i]! - mean[i]!) * (x[j]! - mean[j]!))))
  );
  return { mean, covariance };
}

/**
 * E_{D_t}|∂f/∂z_k| [tasks][features] for z_k = w_k·x: how often feature k is active on task t.
 *
 * @throws {RangeError} For a feature whose kink some signs leave within reach of the uniform sources.
 */
export function sensitivities(layer: Layer): number[][] {
  const { mixing, signs, weights, threshold, taskOf } = layer;
  const uniform = mixing[0]!.length - signs;
  const active = [weights.map((): number[] => []), weights.map((): number[] => [])];
  for (const given of signsOf(signs)) {
    weights.forEach((weight, k) => {
      const along = mixing[0]!.map((_, source) => dot(weight, mixing.map((row) => row[source]!)));
      const centre = dot(along.slice(uniform), given) - threshold;
      const reach = along.slice(0, uniform).reduce(
        (sum, entry) => sum + Math.sqrt(3) * Math.abs(entry),
        0,
      );
      if (Math.abs(centre) <= reach) {
        throw new RangeError(
          `Cannot give the sensitivity of feature ${k}: its kink is ${Math.abs(centre)} from the ` +
            `centre of its values, which reach ${reach}`,
        );
      }
      active[taskOf(given)]![k]!.push(centre > 0 ? 1 : 0);
    });
  }
  return active.map((features) => features.map(average));
}

/** Cov(z_k, z_l) = w_kᵀ Cov(x) w_l of two features. */
export function featureCovariance(layer: Layer, [k, l]: readonly [number, number]): number {
  const { covariance } = moments(layer);
  return dot(layer.weights[k]!, covariance.map((row) => dot(row, layer.weights[l]!)));
}

/** cos of the angle between the weights of two features. */
export function weightCosine({ weights }: Layer, [k, l]: readonly [number, number]): number {
  const [a, b] = [weights[k]!, weights[l]!];
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Every combination of n signs. */
function signsOf(n: number): number[][] {
  return Array.from(
    { length: 2 ** n },
    (_, bits) => Array.from({ length: n }, (_, i) => (bits >> i) & 1 ? -1 : 1),
  );
}
