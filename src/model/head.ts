import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { cosineCrossEntropy, cosineLogits, type Engine, type Loss } from "../engine/mod.ts";
import { type Encoder, parameterTensors } from "./encoder.ts";
import type { DeviceBatch } from "./mlp.ts";

/**
 * A frozen classifier on the directions of embeddings: the logit of class c is
 * scale · ⟨z/‖z‖, prototypes_c⟩.
 *
 * It is to our encoder what CLIP's text embeddings are to its image encoder.
 */
export interface Head {
  /** `[classes, width]`, row by row, every row of norm 1. */
  readonly prototypes: Float32Array;
  readonly classes: number;
  /** Width of an embedding. */
  readonly width: number;
  /** Inverse temperature of the softmax. */
  readonly scale: number;
}

/** A head whose prototypes [classes, width] are on the device. */
export interface DeviceHead {
  readonly weight: Tensor2D;
  readonly scale: number;
}

/**
 * Uploads the prototypes of a head; the caller disposes of them.
 *
 * @throws {RangeError} when the head's width is not that of the encoder's output, or its prototypes
 *   are not as many numbers as it says
 */
export function deviceHead(
  engine: Engine,
  { encoder, head }: { encoder: Pick<Encoder, "name" | "width">; head: Head },
): DeviceHead {
  const { prototypes, classes, width, scale } = head;
  if (width !== encoder.width) {
    throw new RangeError(
      `Cannot put a head on the network ${encoder.name}: its embeddings have ` +
        `${encoder.width} entries, the head's prototypes ${width}.`,
    );
  }
  if (prototypes.length !== classes * width) {
    throw new RangeError(
      `Cannot upload a head of ${classes} classes and width ${width}: ` +
        `its prototypes must have ${classes * width} entries, found ${prototypes.length}.`,
    );
  }
  return { weight: engine.tensor(prototypes, [classes, width]) as Tensor2D, scale };
}

/** Logits [n, classes] of a head on an encoder's embeddings; `parameters` are the encoder's. */
export function headLogits(
  encoder: Encoder,
  { head, inputs, parameters }: {
    head: DeviceHead;
    inputs: Tensor2D;
    parameters: readonly Tensor[];
  },
): Tensor2D {
  return cosineLogits(encoder.forward(inputs, parameters), head) as Tensor2D;
}

/**
 * The mean cross-entropy of a head on an encoder over a batch, as a function of the encoder's
 * parameter tensors; the head is a constant.
 */
export function headLoss(
  encoder: Encoder,
  { head, inputs, targets }: DeviceBatch & { head: DeviceHead },
): Loss {
  return (parameters) =>
    cosineCrossEntropy(encoder.forward(inputs, parameters), { ...head, targets });
}

/** Samples an embedding is made in one go of: the widest layer of so many stays in a CPU's cache. */
const ROWS = 1024;

/**
 * The encoder's embeddings [count, width], row by row, not normalised; features [count, inputs].
 *
 * @throws {RangeError} when there are no features, or they are not as many as the network takes
 */
export async function embed(
  engine: Engine,
  { encoder, theta, features, count }: {
    encoder: Encoder;
    theta: Float32Array;
    features: Float32Array;
    count: number;
  },
): Promise<Float32Array> {
  const { inputs: width, width: output } = encoder;
  if (count < 1 || features.length !== count * width) {
    throw new RangeError(
      `Cannot embed ${count} samples: give at least one, with ${width} features each; ` +
        `found ${features.length} numbers.`,
    );
  }
  const embeddings = new Float32Array(count * output);
  const parameters = parameterTensors(engine, { encoder, theta });
  for (let start = 0; start < count; start += ROWS) {
    const rows = Math.min(ROWS, count - start);
    const part = features.subarray(start * width, (start + rows) * width);
    const inputs = engine.tensor(part, [rows, width]) as Tensor2D;
    const outputs = engine.tf.tidy(() => encoder.forward(inputs, parameters));
    embeddings.set(await engine.read(outputs), start * output);
    engine.tf.dispose([inputs, outputs]);
  }
  engine.tf.dispose(parameters);
  return embeddings;
}
