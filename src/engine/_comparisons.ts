import * as tf from "@tensorflow/tfjs";

const COMPARISONS = [
  tf.Equal,
  tf.NotEqual,
  tf.Greater,
  tf.GreaterEqual,
  tf.Less,
  tf.LessEqual,
];

/**
 * Gives comparisons their gradient, which is zero, and returns the function that takes it away.
 *
 * tfjs has none for them, although its own gradients are made with them: that of `max` compares with
 * the largest value, so that its second derivative would throw.
 */
export function giveComparisonsGradients(): () => void {
  for (const kernelName of COMPARISONS) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ["a", "b"],
      gradFunc: (_dy, [a, b]) => ({
        a: () => tf.zeros(a!.shape),
        b: () => tf.zeros(b!.shape),
      }),
    });
  }
  return () => COMPARISONS.forEach(tf.unregisterGradient);
}
