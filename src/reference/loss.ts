import { forward } from "./_forward.ts";
import { headLoss } from "./_head.ts";
import { checkSizes, type Point } from "./_point.ts";
import type { Architecture } from "./architecture.ts";

/**
 * The mean over the samples of the softmax cross-entropy (in nats), or of ½‖output − target‖².
 *
 * @example A linear model: outputs 3 and 4 against 1 and 4.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { loss } from "./mod.ts";
 *
 * const model = { widths: [1, 1], activation: "linear", loss: "squared", bias: true } as const;
 * const batch = { inputs: Float64Array.of(1, 2), targets: Float64Array.of(1, 4), count: 2 };
 * assertEquals(loss(model, { theta: Float64Array.of(1, 2), batch }), 1);
 * ```
 *
 * @throws {RangeError} If a size is not that of the architecture; the message names both.
 */
export function loss(architecture: Architecture, { theta, batch }: Point): number {
  checkSizes(architecture, { theta, batch });
  const { outputs } = forward(architecture, { theta, batch });
  return headLoss(architecture.loss, { outputs, targets: batch.targets, count: batch.count });
}
