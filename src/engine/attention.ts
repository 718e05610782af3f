import * as tf from "@tensorflow/tfjs";
import { attend, isOnHeap, pullBack, pushForward } from "./_attention_on_heap.ts";
import { replacement } from "./_operation.ts";

/** How rows of queries, keys and values are read: samples of `tokens` rows, a row in `heads` parts. */
export interface AttentionShape {
  readonly tokens: number;
  readonly heads: number;
}

/**
 * Self-attention without its projections (Vaswani et al. 2017, eq. 1): of rows [n · tokens, 3 · width]
 * of queries, keys and values side by side, each sample's and each head's softmax(q kᵀ/√(width/heads)) v,
 * the heads side by side [n · tokens, width]. Right at every order.
 */
export function attention(qkv: tf.Tensor, shape: AttentionShape): tf.Tensor {
  if (!isOnHeap(shape)) return composed(qkv, shape);
  return replacement({
    inputs: [qkv],
    composed: ([qkv]) => composed(qkv!, shape),
    value(save) {
      const { attended, weights } = attend(qkv, shape);
      save([weights]);
      return attended;
    },
    gradients: (dy, [qkv, weights]) => [
      () => pullBack(dy, { qkv: qkv!, weights: weights!, ...shape }),
    ],
  });
}

function composed(qkv: tf.Tensor, shape: AttentionShape): tf.Tensor {
  const { q, k, v, scale } = split(qkv, shape);
  const weights = tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale));
  return merged(tf.matMul(weights, v));
}

/** The derivative of {@linkcode attention} along `dqkv` [n · tokens, 3 · width]. */
export function attentionTangent(
  qkv: tf.Tensor,
  { dqkv, ...shape }: AttentionShape & { readonly dqkv: tf.Tensor },
): tf.Tensor {
  if (isOnHeap(shape)) return pushForward(qkv, { dqkv, ...shape });
  const { q, k, v, scale } = split(qkv, shape);
  const { q: dq, k: dk, v: dv } = split(dqkv, shape);
  const weights = tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale));
  const slope = tf.mul(tf.add(tf.matMul(dq, k, false, true), tf.matMul(q, dk, false, true)), scale);
  const mean = tf.sum(tf.mul(weights, slope), -1, true);
  const moved = tf.mul(weights, tf.sub(slope, mean));
  return merged(tf.add(tf.matMul(moved, v), tf.matMul(weights, dv)));
}

/** Queries, keys and values by head, [n, heads, tokens, width / heads] each. */
function split(qkv: tf.Tensor, { tokens, heads }: AttentionShape) {
  const size = qkv.shape[1]! / 3 / heads;
  const [q, k, v] = tf.split(qkv, 3, 1).map((part) =>
    tf.transpose(tf.reshape(part, [-1, tokens, heads, size]), [0, 2, 1, 3])
  );
  return { q: q!, k: k!, v: v!, scale: 1 / Math.sqrt(size) };
}

function merged(heads: tf.Tensor): tf.Tensor {
  const [samples, count, tokens, size] = heads.shape as [number, number, number, number];
  return tf.reshape(tf.transpose(heads, [0, 2, 1, 3]), [samples * tokens, count * size]);
}
