import * as tf from "@tensorflow/tfjs";

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
    const slope = () => {
      const first = gradient(loss, xs).gradient;
      const terms = first.map((part, i) => tf.sum(tf.mul(part, vector[i]!)));
      // Not addN: it binds every term at once, and WebGPU guarantees eight buffers a shader.
      return terms.reduce((sum, term) => tf.add(sum, term)) as tf.Scalar;
    };
    return orZeros(tf.engine().gradients(slope, xs).grads, xs);
  });
}

/** tfjs leaves out the gradient in a tensor that an expression does not depend on. */
function orZeros(gradients: (tf.Tensor | undefined)[], like: tf.Tensor[]): tf.Tensor[] {
  return like.map((x, i) => gradients[i] ?? tf.zerosLike(x));
}
