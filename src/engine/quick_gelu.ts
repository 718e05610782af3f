import * as tf from "@tensorflow/tfjs";

/** The sigmoid's steepness that makes x·σ(1.702x) nearest to GELU (Hendrycks and Gimpel 2016). */
const STEEPNESS = 1.702;

/** CLIP's activation, x·σ(1.702x), elementwise; right at every order. */
export const quickGelu = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.sigmoid(tf.mul(x, STEEPNESS)));

/** The derivative of {@linkcode quickGelu} along dx. */
export function quickGeluTangent(x: tf.Tensor, dx: tf.Tensor): tf.Tensor {
  const gate = tf.sigmoid(tf.mul(x, STEEPNESS));
  const bend = tf.mul(tf.mul(x, STEEPNESS), tf.sub(1, gate));
  return tf.mul(dx, tf.mul(gate, tf.add(1, bend)));
}
