import type { Activation } from "./architecture.ts";

/** How far a device's elementary functions may be off, in units of the unit roundoff u. */
export interface ElementaryErrors {
  /** |computed φ(z) − φ(z)| ≤ value · u · max(1, |φ(z)|). */
  readonly value: number;
  /** |computed φ'(z) − φ'(z)| ≤ slope · u. */
  readonly slope: number;
  /** |computed exp(x) − exp(x)| ≤ (constant + proportional · |x|) · u · exp(x). */
  readonly exponential: { readonly constant: number; readonly proportional: number };
}

/** WGSL allows exp 3 + 2|x| units in the last place, each at most 2u (specification, 15.7.4). */
const EXPONENTIAL = { constant: 6, proportional: 4 };

/**
 * What the functions of a network may be off by where nothing better is known.
 *
 * - tanh 3u: 2·sigmoid(2x) − 1 was measured to be within 1.8e-7 in float32; 1 − φ² then is within 8u.
 * - softplus 25u: log(1 + exp(x)) with WGSL's allowances, or x itself from x > 13.9 on, as tfjs
 *   has it, where the neglected log(1 + exp(−x)) is 15u; its slope, a sigmoid, 10u.
 * - ReLU and the identity are exact.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { elementaryErrors } from "./mod.ts";
 *
 * assertEquals(elementaryErrors("tanh").value * 2 ** -24, 1.7881393432617188e-7);
 * ```
 */
export function elementaryErrors(activation: Activation): ElementaryErrors {
  switch (activation) {
    case "tanh":
      return { value: 3, slope: 8, exponential: EXPONENTIAL };
    case "softplus":
      return { value: 25, slope: 10, exponential: EXPONENTIAL };
    case "relu":
    case "linear":
      return { value: 0, slope: 0, exponential: EXPONENTIAL };
  }
}
