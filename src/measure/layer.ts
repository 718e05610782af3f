import { norm, type Vector } from "./vector.ts";

/** Where a matrix lies in a flat vector: entry (i, j) is coordinate offset + i · columns + j. */
export interface Layer {
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  /** How it is stored where that is not [out, in]. */
  readonly layout?: "in-out";
}

/** A parameter of a network by the name it has in the network's state dict. */
interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layout?: "in-out";
}

/** The fused weight of queries, keys and values, [3d, d], as PyTorch names it. */
const FUSED = /\battn\.in_proj_weight$/;

/** A table that is added to the tokens: it multiplies nothing, and its rows are no directions. */
const TABLE = /(^|\.)positional_embedding$/;

/**
 * The weight matrices of a flat vector [P] with these parameters, in their order: every parameter
 * of two dimensions but the positional embedding.
 *
 * `qkv: "split"` gives queries, keys and values a matrix [d, d] each; `fused` keeps them as the one
 * matrix [3d, d] that they are stored as. `only` names the parameters that are wanted.
 *
 * @throws {RangeError} for a name in `only` that is not one of these matrices, and for a fused
 * weight whose rows do not divide by three
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { layersOf } from "./mod.ts";
 *
 * const parameters = [
 *   { name: "ln_pre.weight", shape: [2] },
 *   { name: "attn.in_proj_weight", shape: [6, 2] },
 * ];
 * assertEquals(layersOf(parameters, { qkv: "fused" }), [{ offset: 2, rows: 6, columns: 2 }]);
 * assertEquals(layersOf(parameters, { qkv: "split" }).map(({ offset }) => offset), [2, 6, 10]);
 * ```
 */
export function layersOf(
  parameters: readonly NamedShape[],
  { qkv, only }: { readonly qkv: "fused" | "split"; readonly only?: readonly string[] },
): Layer[] {
  const layers = new Map<string, Layer>();
  let offset = 0;
  for (const { name, shape, layout } of parameters) {
    const [rows, columns] = shape;
    if (shape.length === 2 && !TABLE.test(name)) {
      layers.set(name, { offset, rows: rows!, columns: columns!, ...layout && { layout } });
    }
    offset += shape.reduce((product, length) => product * length, 1);
  }
  const names = [...layers.keys()];
  const unknown = only?.find((name) => !layers.has(name));
  if (unknown !== undefined) {
    throw new RangeError(`Cannot find the weight matrix '${unknown}': there are ${names}.`);
  }
  return names.filter((name) => only?.includes(name) ?? true).flatMap((name) =>
    qkv === "split" && FUSED.test(name) ? thirds(layers.get(name)!) : [layers.get(name)!]
  );
}

function thirds({ offset, rows, columns }: Layer): Layer[] {
  if (rows % 3 !== 0) {
    throw new RangeError(
      `Cannot split queries, keys and values: ${rows} rows are not three parts.`,
    );
  }
  return [0, 1, 2].map((k) => ({
    offset: offset + k * rows * columns / 3,
    rows: rows / 3,
    columns,
  }));
}

/**
 * The Frobenius norm of each layer of a vector [P], in its unit.
 *
 * @throws {RangeError} as {@linkcode norm}, and for a layer beyond the vector's end
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { layerNorms } from "./mod.ts";
 *
 * const layers = [{ offset: 0, rows: 1, columns: 2 }, { offset: 3, rows: 2, columns: 1 }];
 * assertEquals(layerNorms(Float32Array.of(3, 4, 9, 0, 2), { layers }), [5, 2]);
 * ```
 */
export function layerNorms(
  vector: Vector,
  { layers }: { readonly layers: readonly Layer[] },
): number[] {
  return layers.map((layer) => norm(entriesOf(vector, layer)));
}

/**
 * A copy of a layer's entries [rows · columns], row by row, in float64.
 *
 * @throws {RangeError} for a layer beyond the vector's end
 */
export function entriesOf(vector: Vector, { offset, rows, columns }: Layer): Float64Array {
  const end = offset + rows * columns;
  if (!(offset >= 0 && end <= vector.length)) {
    throw new RangeError(
      `Cannot find a layer of ${rows}×${columns} at ${offset}: the vector ends at ${vector.length}.`,
    );
  }
  return new Float64Array(vector.subarray(offset, end));
}
