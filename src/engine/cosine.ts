import * as tf from "@tensorflow/tfjs";
import { lossOnHost, normalisedOnHost, SMALLEST_NORM, tangentOnHost } from "./_cosine_on_host.ts";
import { hostFloats } from "./_host.ts";
import { operation, refuseSecondOrder } from "./_operation.ts";
import { crossEntropy } from "./ops.ts";

/** A classifier by direction: weight [classes, width], which is taken as it is. */
export interface CosineClassifier {
  readonly weight: tf.Tensor;
  readonly scale: number;
}

/**
 * Logits [n, classes] of a cosine classifier: scale · ⟨z/‖z‖, w_c⟩ for every row z of z [n, width]
 * and every row w_c of its weight. A row of zeros has logits 0.
 *
 * The first derivatives are exact, by z and by weight.
 * @throws {Error} when it is differentiated twice
 */
export function cosineLogits(z: tf.Tensor, { weight, scale }: CosineClassifier): tf.Tensor {
  return operation({
    inputs: [z, weight],
    value(save) {
      const length = tf.sqrt(tf.sum(tf.square(z), 1, true));
      const norm = tf.maximum(length, SMALLEST_NORM);
      const direction = tf.div(z, norm);
      save([direction, norm, tf.greaterEqual(length, SMALLEST_NORM), weight]);
      return tf.mul(tf.matMul(direction, weight, false, true), scale);
    },
    gradients(dy, [direction, norm, isLong, weight]) {
      refuseSecondOrder("cosine logits");
      return [
        () => {
          const slope = tf.matMul(dy, weight!);
          const radial = tf.sum(tf.mul(slope, direction!), 1, true);
          const along = tf.mul(radial, tf.cast(isLong!, "float32"));
          return tf.mul(tf.div(tf.sub(slope, tf.mul(direction!, along)), norm!), scale);
        },
        () => tf.mul(tf.matMul(dy, direction!, true, false), scale),
      ];
    },
  });
}

/**
 * {@linkcode crossEntropy} of {@linkcode cosineLogits} with targets [n, classes], in one entry of the
 * tape. Where tensors lie in the host's memory all but the matrix products is plain loops in float64:
 * in a mini-batch the kernels they replace take longer to call than to run.
 *
 * @throws {Error} when it is differentiated twice
 */
export function cosineCrossEntropy(
  z: tf.Tensor,
  { weight, scale, targets }: CosineClassifier & { readonly targets: tf.Tensor },
): tf.Scalar {
  if (!hostFloats(z)) return crossEntropy(cosineLogits(z, { weight, scale }), targets);
  let norms: Float64Array;
  return operation({
    inputs: [z, weight],
    value(save) {
      const rows = z.shape[0]!;
      const unit = normalisedOnHost(hostFloats(z)!, { rows });
      norms = unit.norms;
      const direction = tf.tensor(unit.direction, z.shape);
      const cosines = tf.matMul(direction, weight, false, true);
      const { loss, slope } = lossOnHost(hostFloats(cosines)!, {
        targets: hostFloats(targets)!,
        rows,
        scale,
      });
      save([direction, tf.tensor(slope, cosines.shape), weight]);
      return tf.scalar(loss);
    },
    gradients(dy, [direction, slope, weight]) {
      refuseSecondOrder("the cosine cross-entropy");
      const factor = hostFloats(dy)![0]!;
      return [
        () => {
          const pulled = hostFloats(tf.matMul(slope!, weight!))!;
          const values = tangentOnHost(pulled, {
            direction: hostFloats(direction!)!,
            norms,
            factor,
          });
          return tf.tensor(values, direction!.shape);
        },
        () => tf.mul(tf.matMul(slope!, direction!, true, false), factor),
      ];
    },
  }) as tf.Scalar;
}
