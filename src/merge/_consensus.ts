import { requireSetting, sum } from "./_vectors.ts";
import type { Consensus, Vector } from "./method.ts";
import { tallMask } from "./tall_mask.ts";

/** The sum at the coordinates that enough tasks' masks have, 0 elsewhere. */
export function mergeConsensus(vectors: readonly Vector[], method: Consensus): Float64Array {
  const { lambda, atLeast = 2 } = method;
  const tasks = vectors.length;
  requireSetting(Number.isInteger(atLeast) && atLeast >= 1 && atLeast <= tasks, {
    name: "the number of masks that must agree",
    value: atLeast,
    range: `a whole number from 1 to the number of vectors, ${tasks}`,
  });
  const lambdas = typeof lambda === "number" ? vectors.map(() => lambda) : lambda;
  requireSetting(lambdas.length === tasks, {
    name: "the number of values of lambda",
    value: lambdas.length,
    range: `the number of vectors, ${tasks}`,
  });
  const total = sum(vectors);
  const masks = vectors.map((vector, t) => tallMask(vector, { total, lambda: lambdas[t]! }));
  return total.map((value, i) => {
    const active = masks.reduce((count, mask) => count + mask[i]!, 0);
    return active >= atLeast ? value : 0;
  });
}
