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

/** An operation with code of its own in the place of a composition of tfjs's. */
interface Replacement extends Operation {
  /** The composition: a function of the inputs that is right at every order. */
  composed(inputs: readonly tf.Tensor[]): tf.Tensor;
}

/**
 * Runs an operation with code of its own for the value and the first derivatives; where a tape
 * records those, the composition's take their place, which can be differentiated in their turn.
 * `gradients` gets the inputs, then what `value` saved.
 */
export function replacement({ inputs, composed, value, gradients }: Replacement): tf.Tensor {
  return operation({
    inputs,
    value(save) {
      let others: readonly tf.Tensor[] = [];
      const result = value((tensors) => others = tensors);
      save([...inputs, ...others]);
      return result;
    },
    gradients(dy, saved) {
      if (!isTapeOn()) return gradients(dy, saved);
      const xs = saved.slice(0, inputs.length);
      const { grads } = tf.engine().gradients(() => composed(xs), xs, dy);
      return grads.map((gradient) => () => gradient);
    },
  });
}

/** Whether what runs now is going to be differentiated. */
const isTapeOn = () => (tf.engine() as unknown as { isTapeOn(): boolean }).isTapeOn();

/**
 * For gradients that are not differentiable in their turn: throws while another tape records them,
 * on which they would be constants, and a second derivative wrong without a word.
 */
export function refuseSecondOrder(name: string): void {
  if (isTapeOn()) {
    throw new Error(`Cannot differentiate ${name} twice: it has first derivatives only.`);
  }
}
