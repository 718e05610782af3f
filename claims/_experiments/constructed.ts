import { stream } from "../../src/random/mod.ts";

/** The controls of the claims on trajectories that need no data: they feed the same code. */
export const KNOWN_SHARE = 0.5;

/** Positive per-epoch values [E] whose first one has a known share of the sum, give or take 1 %. */
export function knownTrajectory(epochs: number, seed: number): Float64Array {
  const random = stream(seed, "known-trajectory", epochs);
  const later = Array.from({ length: epochs - 1 }, () => 1 + 0.1 * random.uniform());
  const rest = later.reduce((sum, value) => sum + value, 0);
  const share = KNOWN_SHARE + 0.005 * (2 * random.uniform() - 1);
  return Float64Array.of(rest * share / (1 - share), ...later);
}
