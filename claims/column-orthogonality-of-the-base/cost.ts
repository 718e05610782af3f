import { type Cell, type Cost, NO_COST } from "../../src/lab/mod.ts";
import { type LayerSettings, shapeOf } from "./layers.ts";

/** Two Gram matrices; a varied base is pretrained for the claims on fine-tuning. */
export function cost({ protocol }: Cell): Cost {
  const { rows, columns } = shapeOf(protocol.settings as unknown as LayerSettings);
  return { ...NO_COST, float64: 4 * rows * columns ** 2, bytes: 32 * columns ** 2 };
}
