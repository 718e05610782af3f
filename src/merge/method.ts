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

/** Where a weight matrix lies in the flat vector: row-major `[rows, columns]` from `offset` on. */
export interface WeightMatrix {
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * TSV-Merge: of each task's matrix [m, n] keep the first ⌊min(m, n)/T⌋ singular triples, make the
 * left vectors of all tasks orthonormal together, and the right ones, and recompose with the values
 * as they are.
 *
 * On the scale of a sum: tasks that share no direction are added. All coordinates outside `layers`
 * become the *mean*, so one α scales sums and means alike, as in the authors' code, which tries α up
 * to 3. A triple of value 0 has no direction of its own and is left out, where the authors' code
 * makes room for a random one; at a cut between equal values the merge is not unique.
 *
 * Source: Gargiulo et al., Task Singular Vectors, CVPR 2025, and AntoAndGar/task_singular_vectors,
 * `src/utils/TSVM_utils.py`, `compute_and_sum_svd_mem_reduction`.
 */
export interface TaskSingularVectors {
  readonly kind: "tsv";
  /** Matrices that share no coordinate, whose smaller sides are at least T; either orientation. */
  readonly layers: readonly WeightMatrix[];
}

/**
 * Iso-C: sum each matrix over the tasks, and replace its singular values by their mean.
 *
 * The scale is that of the sum, whose nuclear norm and subspaces are kept: values 0 stay 0 and do
 * not count in the mean, where the authors' code fills random directions. All coordinates
 * outside `layers` become the *mean*, as in their code.
 *
 * Source: Marczak et al., No Task Left Behind, ICML 2025; the sum as in the README of
 * danielm1405/iso-merging, the rest as in `src/utils/iso.py` of AntoAndGar/task_singular_vectors.
 */
export interface IsoC {
  readonly kind: "iso-c";
  /** Matrices that share no coordinate; either orientation. */
  readonly layers: readonly WeightMatrix[];
}

/**
 * Consensus task arithmetic: the sum, at the coordinates that at least `atLeast` of the tasks' TALL
 * masks have (`tallMask`).
 *
 * Source: Wang et al., Localizing Task Information, ICML 2024, and nik-dim/tall_masks,
 * `src/utils/tallmask_utils.py`, `construct_consensus_mask`.
 */
export interface Consensus {
  readonly kind: "consensus";
  /** λ_t ≥ 0 of all masks, or one a vector; the authors choose among .2, .3, … .6 on validation. */
  readonly lambda: number | readonly number[];
  /** k, from 1 to T; default 2, which drops what serves no task and what serves but one. */
  readonly atLeast?: number;
}

/**
 * How task vectors are combined into the one that is then scaled by α; plain data.
 *
 * Shares of coordinates become the nearest whole number of them. Of equal magnitudes the one with the lower
 * index counts as the larger, so a mask keeps exactly that number.
 */
export type MergeMethod =
  /** The sum: task arithmetic (Ilharco et al., ICLR 2023). */
  | { readonly kind: "task-arithmetic" }
  /** The mean. */
  | { readonly kind: "average" }
  | Ties
  | Dare
  | Breadcrumbs
  | TaskSingularVectors
  | IsoC
  | Consensus;
