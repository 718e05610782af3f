import { type Classes, disentanglementError, type ErrorSurface } from "../../src/measure/mod.ts";

/** The classes of the samples of a pair's tasks at θ_b + α_1τ_1 + α_2τ_2. */
export type PairPredictor = (
  alphas: readonly [number, number],
) => Promise<readonly [Classes, Classes]>;

/** ξ(α_1, α_2) of a pair over a grid; every point is predicted once. */
export async function surfaceOf(
  predict: PairPredictor,
  grid: readonly number[],
): Promise<ErrorSurface> {
  const known = new Map<string, readonly [Classes, Classes]>();
  const at = async (...alphas: [number, number]) => {
    const key = alphas.join(" ");
    const found = known.get(key) ?? await predict(alphas);
    known.set(key, found);
    return found;
  };
  const single: [Classes[], Classes[]] = [[], []];
  const joint: (readonly [Classes, Classes])[][] = [];
  for (const alpha of grid) {
    single[0].push((await at(alpha, 0))[0]);
    single[1].push((await at(0, alpha))[1]);
    const row = [];
    for (const other of grid) row.push(await at(alpha, other));
    joint.push(row);
  }
  return disentanglementError({ grid, single, joint });
}
