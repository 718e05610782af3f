import { type Cost, NO_COST } from "../../src/lab/mod.ts";

/** Sums over a few signs. */
export const cost = (): Cost => NO_COST;
