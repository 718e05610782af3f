import * as tf from "@tensorflow/tfjs";

/** Added to variances before their root, as in PyTorch's default and in CLIP. */
export const EPSILON = 1e-5;

/** What a normalised row is scaled and shifted by: weight [width] and bias [width]. */
export interface Scaling {
  readonly weight: tf.Tensor;
  readonly bias: tf.Tensor;
}

/**
 * Layer norm (Ba et al. 2016) of every row of x [n, width]: (x − mean)/√(variance + 1e-5) · weight +
 * bias, with the variance over the width, not the width less one. Right at every order.
 */
export function layerNorm(x: tf.Tensor, { weight, bias }: Scaling): tf.Tensor {
  return tf.add(tf.mul(normalised(x).unit, weight), bias);
}

/** The rows before they are scaled, and what they were divided by [n, 1]. */
function normalised(x: tf.Tensor): { unit: tf.Tensor; deviation: tf.Tensor } {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const deviation = tf.sqrt(tf.add(variance, EPSILON));
  return { unit: tf.div(centred, deviation), deviation };
}

/** The derivative of {@linkcode layerNorm} along dx [n, width], with its scaling held. */
export function layerNormTangent(
  x: tf.Tensor,
  { dx, weight }: { dx: tf.Tensor; weight: tf.Tensor },
) {
  const { unit, deviation } = normalised(x);
  const along = tf.mul(unit, tf.mean(tf.mul(unit, dx), -1, true));
  const slope = tf.sub(tf.sub(dx, tf.mean(dx, -1, true)), along);
  return tf.mul(tf.div(slope, deviation), weight);
}
