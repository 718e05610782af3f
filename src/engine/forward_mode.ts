import * as tf from "@tensorflow/tfjs";
import { linear } from "./affine.ts";
import { attention, type AttentionShape, attentionTangent } from "./attention.ts";
import { layerNorm, layerNormTangent } from "./layer_norm.ts";
import { quickGelu, quickGeluTangent } from "./quick_gelu.ts";

/** The operations of a transformer, on tensors or on tensors with their derivative along a line. */
export interface Operations<V> {
  /** x [n, in] · weightᵀ + bias, as {@linkcode linear}. */
  linear(x: V, layer: { readonly weight: V; readonly bias: V }): V;
  /** x [n, in] · weight [in, out]. */
  product(x: V, weight: V): V;
  layerNorm(x: V, scaling: { readonly weight: V; readonly bias: V }): V;
  attention(qkv: V, shape: AttentionShape): V;
  quickGelu(x: V): V;
  /** Any function that is linear in all its arguments together, such as a sum, a slice or a mean. */
  linearly(f: (...xs: tf.Tensor[]) => tf.Tensor, ...xs: V[]): V;
}

/** A value and its derivative along a line; none where it does not move. */
export interface Dual {
  readonly value: tf.Tensor;
  readonly tangent?: tf.Tensor | undefined;
}

/** Operations on tensors, which can be differentiated backwards. */
export const onTensors: Operations<tf.Tensor> = {
  linear,
  product: (x, weight) => tf.matMul(x, weight),
  layerNorm,
  attention,
  quickGelu,
  linearly: (f, ...xs) => f(...xs),
};

/** Operations in forward mode: values and derivatives together. */
export const onDuals: Operations<Dual> = {
  linear(x, { weight, bias }) {
    const products = [
      x.tangent && { x: x.tangent, weight: weight.value },
      weight.tangent && { x: x.value, weight: weight.tangent },
    ].filter((product) => product !== undefined);
    if (products.length === 0 && bias.tangent) {
      products.push({ x: tf.zerosLike(x.value), weight: weight.value });
    }
    return {
      value: linear(x.value, { weight: weight.value, bias: bias.value }),
      tangent: sum(
        products.map(({ x, weight }, i) =>
          i === 0 ? linear(x, { weight, bias: tangentOf(bias) }) : tf.matMul(x, weight, false, true)
        ),
      ),
    };
  },
  product: (x, weight) => ({
    value: tf.matMul(x.value, weight.value),
    tangent: sum([
      x.tangent && tf.matMul(x.tangent, weight.value),
      weight.tangent && tf.matMul(x.value, weight.tangent),
    ]),
  }),
  layerNorm: (x, { weight, bias }) => ({
    value: layerNorm(x.value, { weight: weight.value, bias: bias.value }),
    tangent: moves(x, weight, bias)
      ? layerNormTangent(x.value, {
        weight: weight.value,
        dx: tangentOf(x),
        along: { weight: tangentOf(weight), bias: tangentOf(bias) },
      })
      : undefined,
  }),
  attention: (qkv, shape) => ({
    value: attention(qkv.value, shape),
    tangent: qkv.tangent && attentionTangent(qkv.value, { ...shape, dqkv: qkv.tangent }),
  }),
  quickGelu: ({ value, tangent }) => ({
    value: quickGelu(value),
    tangent: tangent && quickGeluTangent(value, tangent),
  }),
  linearly: (f, ...xs) => ({
    value: f(...xs.map(({ value }) => value)),
    tangent: moves(...xs) ? f(...xs.map(tangentOf)) : undefined,
  }),
};

const moves = (...xs: readonly Dual[]) => xs.some(({ tangent }) => tangent);

const tangentOf = ({ value, tangent }: Dual) => tangent ?? tf.zerosLike(value);

function sum(terms: readonly (tf.Tensor | undefined)[]): tf.Tensor | undefined {
  const present = terms.filter((term) => term !== undefined);
  return present.length === 0 ? undefined : present.reduce((total, term) => tf.add(total, term));
}
