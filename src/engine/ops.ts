import * as tf from "@tensorflow/tfjs";

/**
 * The softmax cross-entropy of logits [n, classes] with targets of the same shape whose rows sum to
 * one, averaged over the n rows; right at first and second order in the logits, at any size of them.
 * The targets are constants.
 *
 * tfjs's own `losses.softmaxCrossEntropy` has no second derivative, since its gradient is made of
 * what was computed off the tape. This one computes its gradient anew from the logits.
 */
export function crossEntropy(logits: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  const rows = logits.shape[0]!;
  const value = (logits: tf.Tensor, targets: tf.Tensor) => {
    const shifted = shift(logits);
    const logPartitions = tf.log(tf.sum(tf.exp(shifted), 1));
    return tf.div(tf.sub(tf.sum(logPartitions), tf.sum(tf.mul(shifted, targets))), rows);
  };
  const slope = (logits: tf.Tensor, targets: tf.Tensor) => {
    const powers = tf.exp(shift(logits));
    return tf.div(tf.sub(tf.div(powers, tf.sum(powers, 1, true)), targets), rows);
  };
  const entropy = tf.customGrad((logits, save) => {
    (save as tf.GradSaveFunc)([logits as tf.Tensor, targets]);
    return {
      value: value(logits as tf.Tensor, targets),
      gradFunc: (dy, [logits, targets]) => tf.mul(dy, slope(logits!, targets!)),
    };
  });
  return entropy(logits) as tf.Scalar;
}

/** log(1 + eˣ), elementwise; smooth, with the sigmoid as its derivative. */
export const softplus = (x: tf.Tensor): tf.Tensor => tf.softplus(x);

/** The hyperbolic tangent, elementwise. */
export const tanh = (x: tf.Tensor): tf.Tensor => tf.tanh(x);

/** max(x, 0), elementwise; its derivative at 0 is taken as 0, its second derivative as 0 everywhere. */
export const relu = (x: tf.Tensor): tf.Tensor => tf.relu(x);

/** Logits less the largest of their row, which changes no softmax and is a constant to gradients. */
const shift = (logits: tf.Tensor): tf.Tensor => tf.sub(logits, detachedRowMax(logits));

const detachedRowMax = tf.customGrad((logits) => ({
  value: tf.max(logits as tf.Tensor, 1, true),
  gradFunc: () => tf.zerosLike(logits as tf.Tensor),
}));
