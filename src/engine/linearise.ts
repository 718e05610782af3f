import * as tf from "@tensorflow/tfjs";
import { operation } from "./_operation.ts";

/** A function of parameters with its derivative along tangents, as an encoder's `tangent`. */
type ForwardMode = (
  at: { readonly parameters: readonly tf.Tensor[]; readonly tangents: readonly tf.Tensor[] },
) => { readonly outputs: tf.Tensor; readonly tangents: tf.Tensor };

/**
 * A function linearised at a base: f(θ_b) + J(θ_b) δ, where δ has the shapes of the base.
 *
 * Its gradient in δ is Jᵀ times that in the result: the pass backwards of f at θ_b, which has the pass
 * forwards in common with the derivative. The base is a constant.
 */
export function linearise(
  f: ForwardMode,
  { base, displacement }: {
    readonly base: readonly tf.Tensor[];
    readonly displacement: readonly tf.Tensor[];
  },
): tf.Tensor {
  // Values of the base that the tape takes for δ: what arrives at them is the gradient in δ.
  const parameters = base.map((weights, i) =>
    operation({
      inputs: [displacement[i]!],
      value: () => tf.clone(weights),
      gradients: (dy) => [() => dy],
    })
  );
  const { outputs, tangents } = f({ parameters, tangents: displacement });
  // The tape does not see the tangents, which depend on those values, too.
  return operation({
    inputs: [outputs],
    value: () => tf.add(outputs, tangents),
    gradients: (dy) => [() => dy],
  });
}
