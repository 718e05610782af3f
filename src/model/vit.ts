import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { type Dual, onDuals, onTensors, type Operations } from "../engine/mod.ts";
import type { Encoder } from "./encoder.ts";
import { checkConfig, parametersOf, type VitConfig } from "./_vit_config.ts";

export type { VitConfig };

/**
 * CLIP's image encoder (Radford et al. 2021, `VisionTransformer` of their code) in any size: pre-norm
 * blocks, queries, keys and values in one product, quick-GELU. Features are the tokens one after the
 * other.
 *
 * Parameters are named and shaped as in CLIP's state dict under `visual.`, which stores weights as
 * [out, in] but `proj` as [in, out]; only `conv1.weight` is flat, [width, tokenWidth].
 *
 * @throws {RangeError} when a size is not a positive integer, or the heads do not divide the width
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encoderSize, vitEncoder } from "./mod.ts";
 *
 * const encoder = vitEncoder(
 *   { tokens: 16, tokenWidth: 64, width: 48, layers: 2, heads: 4, mlpRatio: 2, outputs: 64 },
 * );
 * assertEquals([encoder.name, encoder.inputs, encoder.width], ["vit 48x2", 16 * 64, 64]);
 * assertEquals(encoderSize(encoder), 44_928);
 * ```
 */
export function vitEncoder(config: VitConfig): Encoder {
  checkConfig(config);
  const { tokens, tokenWidth, width, layers, outputs } = config;
  const parameters = parametersOf(config);
  const named = <V>(values: readonly V[]) => (name: string) =>
    values[parameters.findIndex((parameter) => parameter.name === name)]!;
  const rows = (inputs: Tensor2D) => inputs.reshape([-1, tokenWidth]);
  return {
    name: `vit ${width}x${layers}`,
    inputs: tokens * tokenWidth,
    width: outputs,
    parameters,
    forward: (inputs, parameters) =>
      embedding(config, onTensors, { x: rows(inputs), parameter: named(parameters) }) as Tensor2D,
    tangent(inputs, { parameters, tangents }) {
      const duals = parameters.map((value, i) => ({ value, tangent: tangents[i] }));
      const x: Dual = { value: rows(inputs) };
      const { value, tangent } = embedding(config, onDuals, { x, parameter: named(duals) });
      return { outputs: value as Tensor2D, tangents: (tangent ?? value.mul(0)) as Tensor2D };
    },
  };
}

function embedding<V>(
  { tokens, width, layers, heads, classToken, lnPre }: VitConfig,
  operations: Operations<V>,
  { x, parameter }: { x: V; parameter: (name: string) => V },
): V {
  const { linear, linearly, product } = operations;
  const layer = (name: string, separator = ".") => ({
    weight: parameter(`${name}${separator}weight`),
    bias: parameter(`${name}${separator}bias`),
  });
  const norm = (x: V, name: string) => operations.layerNorm(x, layer(name));
  const length = tokens + (classToken ? 1 : 0);
  const samples = (rows: Tensor) => rows.reshape([-1, length, width]);

  const position = parameter("positional_embedding");
  let rows = linear(x, {
    weight: parameter("conv1.weight"),
    bias: classToken ? linearly((all) => all.slice([1, 0]), position) : position,
  });
  if (classToken) {
    rows = linearly(
      (rows, token, position) => {
        const patches = rows.reshape([-1, tokens, width]);
        const first = position.slice([0, 0], [1, width]).add(token).reshape([1, 1, width]);
        return first.tile([patches.shape[0]!, 1, 1]).concat(patches, 1).reshape([-1, width]);
      },
      rows,
      parameter("class_embedding"),
      position,
    );
  }
  if (lnPre) rows = norm(rows, "ln_pre");
  for (let block = 0; block < layers; block++) {
    const at = `transformer.resblocks.${block}`;
    const add = (x: V) => rows = linearly((a, b) => a.add(b), rows, x);
    const qkv = linear(norm(rows, `${at}.ln_1`), layer(`${at}.attn.in_proj`, "_"));
    const heard = operations.attention(qkv, { tokens: length, heads });
    add(linear(heard, layer(`${at}.attn.out_proj`)));
    const units = linear(norm(rows, `${at}.ln_2`), layer(`${at}.mlp.c_fc`));
    add(linear(operations.quickGelu(units), layer(`${at}.mlp.c_proj`)));
  }
  const pooled = linearly(
    (rows) =>
      classToken
        ? samples(rows).slice([0, 0, 0], [-1, 1, width]).reshape([-1, width])
        : samples(rows).mean(1),
    rows,
  );
  return product(norm(pooled, "ln_post"), parameter("proj"));
}
