import * as tf from "@tensorflow/tfjs";
import { operation } from "./_operation.ts";

/**
 * The softmax cross-entropy of logits [n, classes] with targets of the same shape whose rows sum to
 * one, averaged over the n rows; right at every order in the logits, at any size of them. The targets
 * are constants.
 *
 * tfjs's own `losses.softmaxCrossEntropy` has no second derivative, since its gradient is made of
 * what was computed off the tape.
 */
export function crossEntropy(logits: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  const rows = logits.shape[0]!;
  return operation({
    inputs: [logits],
    value(save) {
      const shifted = shift(logits);
      const powers = tf.exp(shifted);
      const partitions = tf.sum(powers, 1, true);
      save([logits, tf.div(powers, partitions), targets]);
      const sum = tf.sub(tf.sum(tf.log(partitions)), tf.sum(tf.mul(shifted, targets)));
      return tf.div(sum, rows);
    },
    gradients: (dy, [logits, probabilities, targets]) => [
      () => tf.mul(dy, slope(logits!, { probabilities: probabilities!, targets: targets! })),
    ],
  }) as tf.Scalar;
}

/**
 * (softmax(logits) − targets) / n. Its value is made of the probabilities that are known already,
 * which are a constant to the tape; its gradient of the logits.
 */
function slope(
  logits: tf.Tensor,
  { probabilities, targets }: { probabilities: tf.Tensor; targets: tf.Tensor },
): tf.Tensor {
  const rows = logits.shape[0]!;
  return operation({
    inputs: [logits],
    value(save) {
      save([logits]);
      return tf.div(tf.sub(probabilities, targets), rows);
    },
    gradients: (dy, [logits]) => [() => {
      const p = softmax(logits!);
      const mean = tf.sum(tf.mul(p, dy), 1, true);
      return tf.div(tf.mul(p, tf.sub(dy, mean)), rows);
    }],
  });
}

/** log(1 + eˣ), elementwise; smooth, with the sigmoid as its derivative. */
export const softplus = (x: tf.Tensor): tf.Tensor => tf.softplus(x);

/** The hyperbolic tangent, elementwise. */
export const tanh = (x: tf.Tensor): tf.Tensor => tf.tanh(x);

/** max(x, 0), elementwise; its derivative at 0 is taken as 0, its second derivative as 0 everywhere. */
export const relu = (x: tf.Tensor): tf.Tensor => tf.relu(x);

function softmax(logits: tf.Tensor): tf.Tensor {
  const powers = tf.exp(shift(logits));
  return tf.div(powers, tf.sum(powers, 1, true));
}

/** Logits less the largest of their row, which changes no softmax and is a constant to gradients. */
const shift = (logits: tf.Tensor): tf.Tensor => tf.sub(logits, detachedRowMax(logits));

const detachedRowMax = tf.customGrad((logits) => ({
  value: tf.max(logits as tf.Tensor, 1, true),
  gradFunc: () => tf.zerosLike(logits as tf.Tensor),
}));
