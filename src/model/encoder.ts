import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";

/** A tensor of an encoder's parameters. */
export interface ParameterShape {
  /** Unique in its encoder. */
  readonly name: string;
  readonly shape: readonly number[];
  /** How a matrix lies: by outputs and inputs, as PyTorch's layers store theirs, unless this says so. */
  readonly layout?: "in-out";
}

/** A network from features to embeddings; it holds no weights. */
export interface Encoder {
  /** What messages call it: "mlp 460-256-256-64". */
  readonly name: string;
  /** Features of a sample, flat. */
  readonly inputs: number;
  /** Entries of an embedding. */
  readonly width: number;
  /** In the order of the flat vector `[P]`, each row by row. */
  readonly parameters: readonly ParameterShape[];
  /** Embeddings `[n, width]` of features `[n, inputs]`; a tensor for each of the parameters. */
  forward(inputs: Tensor2D, parameters: readonly Tensor[]): Tensor2D;
  /**
   * Embeddings and their derivative along tangents, `[n, width]` each, in forward mode: tensors like
   * the parameters, where a missing one is zero.
   */
  tangent?(
    inputs: Tensor2D,
    at: { parameters: readonly Tensor[]; tangents: readonly (Tensor | undefined)[] },
  ): { outputs: Tensor2D; tangents: Tensor2D };
}

/** Where a parameter lies in the flat vector `[P]`. */
export interface ParameterPlace extends ParameterShape {
  readonly offset: number;
  /** Its entries. */
  readonly length: number;
}

/**
 * The parameters with their places in the flat vector, in its order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mlpEncoder, parameterPlaces } from "./mod.ts";
 *
 * const encoder = mlpEncoder(
 *   { widths: [3, 2], activation: "relu", loss: "cross-entropy", bias: true },
 * );
 * assertEquals(parameterPlaces(encoder), [
 *   { name: "w0", shape: [3, 2], layout: "in-out", offset: 0, length: 6 },
 *   { name: "b0", shape: [2], offset: 6, length: 2 },
 * ]);
 * ```
 */
export function parameterPlaces({ parameters }: Pick<Encoder, "parameters">): ParameterPlace[] {
  let offset = 0;
  return parameters.map((parameter) => {
    const length = parameter.shape.reduce((size, n) => size * n, 1);
    const place = { ...parameter, offset, length };
    offset += place.length;
    return place;
  });
}

/**
 * Entries of an encoder's flat vector: P.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encoderSize, mlpEncoder } from "./mod.ts";
 *
 * const encoder = mlpEncoder(
 *   { widths: [3, 2], activation: "relu", loss: "cross-entropy", bias: true },
 * );
 * assertEquals(encoderSize(encoder), 3 * 2 + 2);
 * ```
 */
export function encoderSize(encoder: Pick<Encoder, "parameters">): number {
  return parameterPlaces(encoder).reduce((size, { length }) => size + length, 0);
}

/**
 * Uploads a flat vector [P] as one tensor a parameter, in their order.
 *
 * @throws {RangeError} when the vector is not as long as the encoder has parameters
 */
export function parameterTensors(
  engine: Engine,
  { encoder, theta }: {
    encoder: Pick<Encoder, "name" | "parameters">;
    theta: Float32Array;
  },
): Tensor[] {
  const expected = encoderSize(encoder);
  if (theta.length !== expected) {
    throw new RangeError(
      `Cannot upload the parameters of the network ${encoder.name}: ` +
        `its vector must have ${expected} entries, found ${theta.length}.`,
    );
  }
  return parameterPlaces(encoder).map(({ shape, offset, length }) =>
    engine.tensor(theta.subarray(offset, offset + length), [...shape])
  );
}

/** Reads parameter tensors back into one flat vector [P]; the values are float32. */
export async function flatten(engine: Engine, tensors: readonly Tensor[]): Promise<Float64Array> {
  const flat = new Float64Array(tensors.reduce((total, tensor) => total + tensor.size, 0));
  let offset = 0;
  for (const tensor of tensors) {
    flat.set(await engine.read(tensor), offset);
    offset += tensor.size;
  }
  return flat;
}
