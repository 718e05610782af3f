import * as tf from "@tensorflow/tfjs";
import { isOnHeap, normalise, pullBack, pushForward } from "./_layer_norm_on_heap.ts";
import { replacement } from "./_operation.ts";

/** Added to variances before their root, as by PyTorch's default and by CLIP. */
const EPSILON = 1e-5;

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
  if (!isOnHeap(x)) return composed([x, weight, bias]);
  return replacement({
    inputs: [x, weight, bias],
    composed,
    value: () => normalise(x, { weight, bias, epsilon: EPSILON }),
    gradients(dy, [x, weight]) {
      const gradient = pullBack(dy, { x: x!, weight: weight!, epsilon: EPSILON });
      return [() => gradient.x, () => gradient.weight, () => gradient.bias];
    },
  });
}

function composed([x, weight, bias]: readonly tf.Tensor[]): tf.Tensor {
  return tf.add(tf.mul(normalised(x!).unit, weight!), bias!);
}

/** The derivative of {@linkcode layerNorm} along dx [n, width] and a scaling. */
export function layerNormTangent(
  x: tf.Tensor,
  { weight, dx, along }: { weight: tf.Tensor; dx: tf.Tensor; along: Scaling },
): tf.Tensor {
  if (isOnHeap(x)) return pushForward(x, { weight, dx, along, epsilon: EPSILON });
  const { unit, deviation } = normalised(x);
  const radial = tf.mul(unit, tf.mean(tf.mul(unit, dx), -1, true));
  const slope = tf.div(tf.sub(tf.sub(dx, tf.mean(dx, -1, true)), radial), deviation);
  return tf.add(tf.add(tf.mul(slope, weight), tf.mul(unit, along.weight)), along.bias);
}

/** The rows before they are scaled, and what they were divided by [n, 1]. */
function normalised(x: tf.Tensor): { unit: tf.Tensor; deviation: tf.Tensor } {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const deviation = tf.sqrt(tf.add(variance, EPSILON));
  return { unit: tf.div(centred, deviation), deviation };
}
