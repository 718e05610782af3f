import type { Tensor, Tensor3D } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";
import type { ParameterShape } from "../model/mod.ts";
import { regularised, type RegularisedMatrix } from "./_regularised.ts";
import type { Regulariser } from "./regulariser.ts";

/** How far some displacements are from what a regulariser asks for. */
export interface Penalty {
  /** Σ of the penalties, without the strength. */
  readonly penalty: number;
  /** Mean of ‖G − I‖_F/√d: 1 where nothing moved, 0 where every ΔW is orthogonal. */
  readonly "penalty-premise": number;
}

/** A regulariser of given tensors. */
export interface OpenRegulariser {
  /**
   * The gradient of loss and penalty from that of the loss, at the tensors' displacement. It takes the
   * gradient over; the result is the caller's.
   */
  add(gradient: readonly Tensor[], displacement: readonly Tensor[]): Tensor[];
  /** The penalty at a displacement; sums over matrices are float64. */
  measure(displacement: readonly Tensor[]): Promise<Penalty>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** Keeps quotients finite: what it stands for is multiplied by 0 where it counts. */
const SMALLEST = 1e-30;

/**
 * Starts a regulariser of tensors of the given names and shapes. Its gradients are in closed form,
 * which costs two products of matrices each.
 *
 * | penalty | gradient |
 * |---|---|
 * | squared | 4λ ΔW(ΔWᵀΔW − I) |
 * | unsquared | 2λ ΔW(ΔWᵀΔW − I)/‖ΔWᵀΔW − I‖_F |
 * | norm | 2λ(1 − √d/‖ΔW‖_F) ΔW |
 *
 * and the same with ΔWΔWᵀ on the left. They are 0 at ΔW = 0, where the norm has none, and where ΔW is
 * orthogonal.
 *
 * @throws {RangeError} when the strength is no number from 0 on, or no tensor is a matrix
 *
 * @example From ΔW = 2I, where ΔWᵀΔW − I = 3I, the gradient 4λ ΔW(ΔWᵀΔW − I) leads back.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { openEngine } from "../engine/mod.ts";
 * import { openRegulariser } from "./mod.ts";
 *
 * const engine = await openEngine({ device: "cpu" });
 * const regulariser = openRegulariser(engine, {
 *   parameters: [{ name: "w", shape: [2, 2] }],
 *   regulariser:
 *     { kind: "orthogonal", form: "squared", gram: "columns", qkv: "fused", strength: 0.5 },
 * });
 * const displacement = engine.tensor(Float32Array.of(2, 0, 0, 2), [2, 2]);
 * const ofLoss = engine.tensor(Float32Array.of(1, 1, 1, 1), [2, 2]);
 * const [gradient] = regulariser.add([ofLoss], [displacement]);
 * assertEquals(await engine.read(gradient!), Float32Array.of(13, 1, 1, 13));
 * engine.close();
 * ```
 */
export function openRegulariser(
  engine: Engine,
  { parameters, regulariser }: {
    parameters: readonly ParameterShape[];
    regulariser: Regulariser;
  },
): OpenRegulariser {
  const { tf } = engine;
  const matrices = regularised(parameters, regulariser);
  const { strength } = regulariser;
  if (!(strength >= 0 && strength < Infinity)) {
    throw new RangeError(`Cannot regularise with strength ${strength}: give a number from 0 on.`);
  }
  const identities = new Map(
    [...new Set(matrices.map(({ side }) => side))].map((side) => [side, tf.eye(side)]),
  );

  const blocksOf = ({ index, shape }: RegularisedMatrix, displacement: readonly Tensor[]) =>
    displacement[index]!.reshape(shape) as Tensor3D;

  function excessOf({ side, byRows }: RegularisedMatrix, blocks: Tensor3D) {
    return tf.sub(tf.matMul(blocks, blocks, !byRows, byRows), identities.get(side)!);
  }

  const lengths = (blocks: Tensor) => tf.sqrt(tf.sum(tf.square(blocks), [1, 2], true));

  function slope(matrix: RegularisedMatrix, displacement: readonly Tensor[]): Tensor {
    const blocks = blocksOf(matrix, displacement);
    if (regulariser.kind === "norm") {
      const inverse = tf.div(Math.sqrt(matrix.side), tf.maximum(lengths(blocks), SMALLEST));
      return tf.mul(blocks, tf.mul(tf.sub(1, inverse), 2 * strength));
    }
    const excess = excessOf(matrix, blocks);
    const turned = matrix.byRows ? tf.matMul(excess, blocks) : tf.matMul(blocks, excess);
    return tf.mul(
      turned,
      regulariser.form === "squared"
        ? 4 * strength
        : tf.div(2 * strength, tf.maximum(lengths(excess), SMALLEST)),
    );
  }

  return {
    add(gradient, displacement) {
      const sum = [...gradient];
      for (const matrix of matrices) {
        const old = gradient[matrix.index]!;
        sum[matrix.index] = tf.tidy(() =>
          tf.add(old, tf.reshape(slope(matrix, displacement), old.shape))
        );
        old.dispose();
      }
      return sum;
    },
    async measure(displacement) {
      const [excess, norm] = tf.tidy(() => {
        const blocks = matrices.map((matrix) => blocksOf(matrix, displacement));
        const flat = (parts: Tensor[]) => tf.concat(parts.map((part) => part.flatten()));
        return [
          flat(matrices.map((matrix, i) => lengths(excessOf(matrix, blocks[i]!)))),
          flat(blocks.map(lengths)),
        ];
      });
      const distances = await engine.read(excess!);
      const norms = await engine.read(norm!);
      tf.dispose([excess!, norm!]);
      const sides = matrices.flatMap(({ side, shape: [blocks] }) => Array(blocks).fill(side));
      let penalty = 0, premise = 0;
      sides.forEach((side, i) => {
        const root = Math.sqrt(side), distance = distances[i]!;
        premise += distance / root / sides.length;
        penalty += regulariser.kind === "norm"
          ? (norms[i]! - root) ** 2
          : regulariser.form === "squared"
          ? distance ** 2
          : distance;
      });
      return { penalty, "penalty-premise": premise };
    },
    dispose: () => tf.dispose([...identities.values()]),
  };
}
