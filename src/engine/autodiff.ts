import * as tf from "@tensorflow/tfjs";
import { operation } from "./_operation.ts";

/** A scalar function of the parameters, made of tfjs operations. */
export type Loss = (parameters: readonly tf.Tensor[]) => tf.Scalar;

/**
 * Evaluates a loss and its gradient, one tensor a parameter and of its shape; a parameter that the
 * loss ignores has gradient zero. The caller disposes of all of them.
 *
 * @throws {Error} when the loss depends on no parameter, by tfjs's tape
 */
export function gradient(
  loss: Loss,
  parameters: readonly tf.Tensor[],
): { loss: tf.Scalar; gradient: tf.Tensor[] } {
  return tf.tidy(() => {
    const xs = [...parameters];
    const { value, grads } = tf.engine().gradients(() => loss(xs), xs);
    return { loss: value, gradient: orZeros(grads, xs) };
  });
}

/**
 * Evaluates the Hessian of a loss times a vector, by differentiating ⟨gradient, vector⟩ once more
 * (Pearlmutter 1994); the vector has the shapes of the parameters. The caller disposes of the result.
 *
 * @throws {Error} when the gradient depends on no parameter, by tfjs's tape: a linear loss, or an
 *   operation whose gradient was computed off the tape
 */
export function hvp(
  loss: Loss,
  parameters: readonly tf.Tensor[],
  vector: readonly tf.Tensor[],
): tf.Tensor[] {
  return tf.tidy(() => {
    const xs = [...parameters];
    const slope = () => dot(gradient(loss, xs).gradient, vector);
    return orZeros(tf.engine().gradients(slope, xs).grads, xs);
  });
}

/** Σ_i ⟨x_i, v_i⟩; the v_i are constants. */
function dot(xs: readonly tf.Tensor[], vs: readonly tf.Tensor[]): tf.Scalar {
  return operation({
    inputs: xs,
    value: () =>
      // Not addN: it binds every term at once, and WebGPU guarantees eight buffers a shader.
      xs.map((x, i) => tf.sum(tf.mul(x, vs[i]!))).reduce((sum, term) => tf.add(sum, term)),
    gradients: (dy) => vs.map((v) => () => tf.mul(v, dy)),
  }) as tf.Scalar;
}

/** tfjs leaves out the gradient in a tensor that an expression does not depend on. */
function orZeros(gradients: (tf.Tensor | undefined)[], like: tf.Tensor[]): tf.Tensor[] {
  return like.map((x, i) => gradients[i] ?? tf.zerosLike(x));
}
