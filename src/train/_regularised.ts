import type { ParameterShape } from "../model/mod.ts";
import type { GramChoice } from "./regulariser.ts";

/** A trained tensor whose displacement is regularised, as one matrix or as several of one shape. */
export interface RegularisedMatrix {
  /** Its place among what is trained. */
  readonly index: number;
  /** Matrices, and their rows and columns as they are stored. */
  readonly shape: [number, number, number];
  /** Whether the Gram matrix is ΔW ΔWᵀ as stored, in the place of ΔWᵀ ΔW. */
  readonly byRows: boolean;
  /** Of the Gram matrix: d. */
  readonly side: number;
}

/**
 * Every trained matrix, as in the authors' code, but for the positional embedding, which is no layer.
 *
 * @throws {RangeError} when there is none
 */
export function regularised(
  parameters: readonly ParameterShape[],
  { gram = "columns", qkv = "fused" }: Partial<GramChoice>,
): RegularisedMatrix[] {
  const matrices = parameters.flatMap(({ name, shape, layout }, index) => {
    if (shape.length !== 2 || name.endsWith("positional_embedding")) return [];
    const blocks = qkv === "split" && /\bin_proj_weight$/.test(name) ? 3 : 1;
    const [rows, columns] = [shape[0]! / blocks, shape[1]!];
    const byRows = gram === "columns" ? layout === "in-out" : rows < columns;
    const side = byRows ? rows : columns;
    return [{ index, shape: [blocks, rows, columns] as [number, number, number], byRows, side }];
  });
  if (matrices.length === 0) {
    throw new RangeError("Cannot regularise the training: none of what it trains is a matrix.");
  }
  return matrices;
}
