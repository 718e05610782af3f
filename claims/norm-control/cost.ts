import { type Cell, type Cost, type CostContext, NO_COST } from "../../src/lab/mod.ts";
import type { Shape } from "../_matrices/matrix.ts";
import { PAIRS, SEARCH_STEPS, TRIALS } from "./settings.ts";
import { FAMILIES } from "./updates.ts";

/** Operations a number drawn, and of Gram-Schmidt, in those of the float64 reference. */
const DRAWN = 40, PASSES = 4;

/** Singular vectors and Gram matrices of every update, or the pairs of samples. */
export function cost(cell: Cell, { reading }: CostContext): Cost {
  if (reading.id === "internal-implies-cross") return NO_COST;
  const { rows, columns } = cell.protocol.settings as unknown as Shape;
  const rank = Math.min(rows, columns);
  const gram = 2 * rows * columns ** 2;
  const orthonormal = (size: number, count: number) => size * count * (DRAWN + 2 * PASSES * count);
  const updates = Object.keys(FAMILIES).length * TRIALS;
  const float64 = reading.id === "stiefel-concentration"
    ? 2 * PAIRS * orthonormal(rows, columns)
    : updates * (orthonormal(rows, rank) + orthonormal(columns, rank) + gram) +
      SEARCH_STEPS * 2 * rank * columns ** 2;
  return { ...NO_COST, float64 };
}
