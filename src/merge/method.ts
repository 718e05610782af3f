/** A flat vector of P coordinates. */
export type Vector = Float32Array | Float64Array;

/**
 * TIES: keep the largest coordinates of each vector, elect a sign per coordinate by their sum, and
 * combine those that agree with it.
 *
 * A sum of exactly 0 elects no sign, and the coordinate is 0. Where large entries cancel to their
 * rounding error, the order of the vectors can decide the sign.
 *
 * Source: Yadav et al., TIES-Merging, NeurIPS 2023.
 */
export interface Ties {
  readonly kind: "ties";
  /** Share of each vector's coordinates that is kept, in (0, 1], largest first; default .2. */
  readonly keep?: number;
  /** The mean over the vectors that agree, as in the paper and by default, or their sum. */
  readonly combine?: "mean" | "sum";
}

/**
 * DARE: drop each coordinate with probability `drop`, divide what is left by 1 − `drop`, and sum.
 *
 * The mask of a vector is drawn from `stream(...key, name)`: it depends on the name, not the place.
 *
 * Source: Yu et al., Language Models are Super Mario, ICML 2024.
 */
export interface Dare {
  readonly kind: "dare";
  /** Probability in [0, 1). */
  readonly drop: number;
  readonly key: readonly (string | number)[];
  /** One a vector, each a different one. */
  readonly names: readonly string[];
}

/**
 * Model Breadcrumbs: per vector and layer, drop the small and the very large coordinates, and sum.
 *
 * Of a layer's n coordinates by rising magnitude those from rank βn up to γn are kept.
 *
 * Source: Davari and Belilovsky, Model Breadcrumbs, ECCV 2024, where the cut is made layer by layer.
 */
export interface Breadcrumbs {
  readonly kind: "breadcrumbs";
  /** Share of the smallest coordinates that is dropped, in [0, `gamma`); default .85. */
  readonly beta?: number;
  /** One minus the share of the largest coordinates that is dropped, at most 1; default .993. */
  readonly gamma?: number;
  /** Numbers of coordinates, layer by layer; `whole` cuts the vector as if it were one layer. */
  readonly layers: readonly number[] | "whole";
}

/**
 * How task vectors are combined into the one that is then scaled by α; plain data.
 *
 * Shares become the nearest whole number of coordinates. Of equal magnitudes the one with the lower
 * index counts as the larger, so a mask keeps exactly that number.
 */
export type MergeMethod =
  /** The sum: task arithmetic (Ilharco et al., ICLR 2023). */
  | { readonly kind: "task-arithmetic" }
  /** The mean. */
  | { readonly kind: "average" }
  | Ties
  | Dare
  | Breadcrumbs;
