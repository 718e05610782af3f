import type { ParameterShape } from "./encoder.ts";

/** The sizes of a vision transformer on tokens that are flat already. */
export interface VitConfig {
  /** Tokens of a sample, without the class token. */
  readonly tokens: number;
  /** Features of a token. */
  readonly tokenWidth: number;
  /** Entries of a token inside the network. */
  readonly width: number;
  /** Blocks of attention and MLP. */
  readonly layers: number;
  readonly heads: number;
  /** Hidden units of a block's MLP, in multiples of `width`. */
  readonly mlpRatio: number;
  /** Entries of an embedding. */
  readonly outputs: number;
  /** A learned token is put in front and read out, as in CLIP; else the tokens' mean is. */
  readonly classToken?: boolean;
  /** A layer norm before the first block, as in CLIP. */
  readonly lnPre?: boolean;
}

/** The tensors of a transformer in the order of its flat vector, as CLIP names them. */
export function parametersOf(
  { tokens, tokenWidth, width, layers, mlpRatio, outputs, classToken, lnPre }: VitConfig,
): ParameterShape[] {
  const layer = (name: string, shape: readonly number[]) => [
    { name: `${name}.weight`, shape },
    { name: `${name}.bias`, shape: shape.slice(0, 1) },
  ];
  const hidden = mlpRatio * width;
  return [
    { name: "conv1.weight", shape: [width, tokenWidth] },
    ...classToken ? [{ name: "class_embedding", shape: [width] }] : [],
    { name: "positional_embedding", shape: [tokens + (classToken ? 1 : 0), width] },
    ...lnPre ? layer("ln_pre", [width]) : [],
    ...Array.from({ length: layers }, (_, block) => {
      const at = `transformer.resblocks.${block}`;
      return [
        ...layer(`${at}.ln_1`, [width]),
        { name: `${at}.attn.in_proj_weight`, shape: [3 * width, width] },
        { name: `${at}.attn.in_proj_bias`, shape: [3 * width] },
        ...layer(`${at}.attn.out_proj`, [width, width]),
        ...layer(`${at}.ln_2`, [width]),
        ...layer(`${at}.mlp.c_fc`, [hidden, width]),
        ...layer(`${at}.mlp.c_proj`, [width, hidden]),
      ];
    }).flat(),
    ...layer("ln_post", [width]),
    { name: "proj", shape: [width, outputs], layout: "in-out" },
  ];
}

/** Throws a RangeError when a size is not a positive integer, or the heads do not divide the width. */
export function checkConfig({ classToken: _c, lnPre: _l, ...sizes }: VitConfig): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(
        `Cannot make a vision transformer with ${name} ${size}: give a positive integer.`,
      );
    }
  }
  if (sizes.width % sizes.heads !== 0) {
    throw new RangeError(
      `Cannot make a vision transformer of width ${sizes.width} with ${sizes.heads} heads: ` +
        "the heads must divide the width.",
    );
  }
}
