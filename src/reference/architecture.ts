/** The elementwise function between two layers; `linear` is the identity. */
export type Activation = "tanh" | "softplus" | "relu" | "linear";

/** A fully connected network with its loss; the depth is the number of weight layers, at least 1. */
export interface Architecture {
  /** Units of the input, the hidden layers and the output: 16-24-5 is `[16, 24, 5]`. */
  readonly widths: readonly number[];
  /** Applied after every layer but the last. */
  readonly activation: Activation;
  /** Softmax cross-entropy of the outputs, or ½‖output − target‖². */
  readonly loss: "cross-entropy" | "squared";
  readonly bias: boolean;
}

/** Where one layer's weights and biases lie in the flat parameter vector. */
export interface LayerLayout {
  /** Row-major `[rows, columns]`: rows are the units that come in, columns those that go out. */
  readonly weight: { readonly offset: number; readonly rows: number; readonly columns: number };
  readonly bias?: { readonly offset: number; readonly length: number };
}

/**
 * The number of entries of the parameter vector: Σ in·out, plus out for each layer with biases.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parameterCount } from "./mod.ts";
 *
 * const network = { widths: [16, 24, 5], activation: "tanh", loss: "squared" } as const;
 * assertEquals(parameterCount({ ...network, bias: true }), 16 * 24 + 24 + 24 * 5 + 5);
 * assertEquals(parameterCount({ ...network, bias: false }), 16 * 24 + 24 * 5);
 * ```
 *
 * @throws {RangeError} If there are fewer than two widths, or one is not a positive integer.
 */
export function parameterCount(architecture: Architecture): number {
  const last = layout(architecture).at(-1)!;
  const { offset, rows, columns } = last.weight;
  return offset + rows * columns + (last.bias?.length ?? 0);
}

/**
 * The places of the weights and biases in the flat parameter vector, from input to output.
 *
 * Each layer's weights come first, row-major `[in, out]`, then its biases `[out]` if it has any.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { layout } from "./mod.ts";
 *
 * const layers = layout({ widths: [3, 2, 1], activation: "relu", loss: "squared", bias: true });
 * assertEquals(layers[1], {
 *   weight: { offset: 8, rows: 2, columns: 1 },
 *   bias: { offset: 10, length: 1 },
 * });
 * ```
 *
 * @throws {RangeError} If there are fewer than two widths, or one is not a positive integer.
 */
export function layout({ widths, bias }: Architecture): readonly LayerLayout[] {
  if (widths.length < 2 || !widths.every((width) => Number.isInteger(width) && width > 0)) {
    throw new RangeError(
      `Cannot lay out a network of widths [${widths.join(", ")}]: ` +
        "give the input and output widths at least, each a positive integer.",
    );
  }
  let offset = 0;
  return widths.slice(1).map((columns, layer) => {
    const rows = widths[layer]!;
    const weight = { offset, rows, columns };
    offset += rows * columns;
    if (!bias) return { weight };
    const biases = { offset, length: columns };
    offset += columns;
    return { weight, bias: biases };
  });
}
