import * as tf from "@tensorflow/tfjs";

/** An operation composed of others that tfjs's tape sees as one, with a gradient of its own. */
export interface Operation {
  /** What the operation is differentiated by. */
  readonly inputs: readonly tf.Tensor[];
  /** Computes the result; what it hands to `save` comes back in `gradients`, in the same order. */
  value(save: (tensors: tf.Tensor[]) => void): tf.Tensor;
  /**
   * One function an input, from the gradient by the result to that by the input; it is composed of
   * operations that have gradients in their turn, and runs only if its gradient is wanted.
   */
  gradients(dy: tf.Tensor, saved: readonly tf.Tensor[]): readonly (() => tf.Tensor)[];
}

/** The private part of tfjs's engine that `tf.customGrad` is made of. */
interface Runner {
  runKernelFunc(call: {
    readonly inputs: Operation["inputs"];
    readonly forwardFunc: (backend: unknown, save: (tensors: tf.Tensor[]) => void) => tf.Tensor;
    readonly backwardsFunc: Operation["gradients"];
  }): tf.Tensor;
}

/**
 * Runs an operation. In small networks the tape takes more time than the numbers: one entry in the
 * place of several pays. Unlike `tf.customGrad`, this leaves out gradients that nobody wants, such
 * as that by a network's data.
 */
export function operation({ inputs, value, gradients }: Operation): tf.Tensor {
  return (tf.engine() as unknown as Runner).runKernelFunc({
    inputs,
    forwardFunc: (_backend, save) => value(save),
    backwardsFunc: gradients,
  });
}

/**
 * For gradients that are not differentiable in their turn: throws while another tape records them,
 * on which they would be constants, and a second derivative wrong without a word.
 */
export function refuseSecondOrder(name: string): void {
  if ((tf.engine() as unknown as { isTapeOn(): boolean }).isTapeOn()) {
    throw new Error(`Cannot differentiate ${name} twice: it has first derivatives only.`);
  }
}
