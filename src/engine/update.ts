import * as tf from "@tensorflow/tfjs";
import { adamOnWasm } from "./_adam.ts";
import { hostFloats } from "./_host.ts";

/** One parameter tensor before a step, in delta form: the weights are base + displacement. */
export interface Parameter {
  readonly base: tf.Tensor;
  readonly displacement: tf.Tensor;
  readonly gradient: tf.Tensor;
  /** What the gradient is multiplied by; a tensor, so that clipping needs no read-back. */
  readonly gradientScale: tf.Scalar;
}

/** A parameter tensor after a step, in tensors of their own. */
export interface Moved {
  /** base + displacement. */
  readonly weight: tf.Tensor;
  readonly displacement: tf.Tensor;
}

/** Moments of the gradient, of the parameter's shape. */
export interface Moments {
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

/** Settings of one step of Adam or AdamW. */
export interface AdamSettings {
  readonly learningRate: number;
  /** Decoupled: the weights are first multiplied by 1 − learningRate · weightDecay. */
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Added to the root of the corrected second moment. */
  readonly epsilon: number;
  /** Counts from 1; it decides the corrections of the moments' bias. */
  readonly step: number;
}

/** A step of gradient descent, θ ← θ − η g; the caller disposes of the result. */
export function sgdStep(
  { base, displacement, gradient, gradientScale }: Parameter,
  { learningRate }: { learningRate: number },
): Moved {
  return tf.tidy(() => {
    const moved = tf.sub(displacement, tf.mul(gradient, tf.mul(gradientScale, learningRate)));
    return { weight: tf.add(base, moved), displacement: moved };
  });
}

/**
 * A step of Adam (Kingma and Ba 2015) or, with weight decay, AdamW (Loshchilov and Hutter 2019); the
 * caller disposes of the result.
 *
 * tfjs's own Adam has no decoupled decay, and on wasm takes five times as long as this, which is one
 * pass there.
 */
export function adamStep(parameter: Parameter & Moments, settings: AdamSettings): Moved & Moments {
  const { learningRate, weightDecay, beta1, beta2, epsilon, step } = settings;
  const scalars = {
    ...{ beta1, beta2, epsilon },
    decay: learningRate * weightDecay,
    rate: learningRate / (1 - beta1 ** step),
    root: 1 / Math.sqrt(1 - beta2 ** step),
  };
  if (tf.getBackend() === "wasm") {
    const scale = hostFloats(parameter.gradientScale)![0]!;
    const [weight, displacement, first, second] = adamOnWasm(parameter, { scale, ...scalars });
    return { weight: weight!, displacement: displacement!, first: first!, second: second! };
  }
  return adamOfKernels(parameter, scalars);
}

function adamOfKernels(
  { base, displacement, gradient, gradientScale, ...moments }: Parameter & Moments,
  { beta1, beta2, epsilon, decay, rate, root }: Omit<Parameters<typeof adamOnWasm>[1], "scale">,
): Moved & Moments {
  return tf.tidy(() => {
    const g = tf.mul(gradient, gradientScale);
    const first = tf.add(tf.mul(moments.first, beta1), tf.mul(g, 1 - beta1));
    const second = tf.add(tf.mul(moments.second, beta2), tf.mul(tf.square(g), 1 - beta2));
    const move = tf.div(first, tf.add(tf.mul(tf.sqrt(second), root), epsilon));
    const decayed = tf.mul(tf.add(base, displacement), decay);
    const moved = tf.sub(displacement, tf.add(decayed, tf.mul(move, rate)));
    return { weight: tf.add(base, moved), displacement: moved, first, second };
  });
}
