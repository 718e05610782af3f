import { featureCovariance, type Layer, moments, sensitivities } from "./layer.ts";

/** How far a layer is from each premise; 0 where it is met to the bit. */
export interface Departures {
  /** max |E x_i|. */
  readonly "centred": number;
  /** max |Cov(x) − I|. */
  readonly "whitened": number;
  /** Largest sensitivity of a task to another task's feature, or 1 where one has none to its own. */
  readonly "specialised": number;
  /** |Cov(z_k, z_l)| of the two features. */
  readonly "decorrelated": number;
}

export type Premise = keyof Departures;

/** Measures how far a layer of two features is from each premise. */
export function departuresOf(layer: Layer): Departures {
  const { mean, covariance } = moments(layer);
  const bySensitivity = sensitivities(layer).flatMap((features, task) =>
    features.map((value, k) => layer.specialised[k] === task ? Number(value === 0) : value)
  );
  return {
    centred: largest(mean),
    whitened: largest(covariance.flatMap((row, i) => row.map((c, j) => i === j ? c - 1 : c))),
    specialised: largest(bySensitivity),
    decorrelated: Math.abs(featureCovariance(layer, [0, 1])),
  };
}

/**
 * Sees that a layer meets the premises it is judged under, and that it breaks the one it is to break.
 *
 * @throws {RangeError} When it does not: whatever its weights then are, they say nothing of the claim.
 */
export function requirePremises(
  departures: Departures,
  { met, broken }: { met: readonly Premise[]; broken?: Premise },
): void {
  for (const premise of met) {
    const departure = departures[premise];
    if ((departure !== 0) === (premise === broken)) continue;
    throw new RangeError(
      `Cannot judge a layer that is to be ${premise === broken ? "not " : ""}${premise}: ` +
        `it departs from that by ${departure}`,
    );
  }
}

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));
