import type { Labels } from "../data/mod.ts";
import type { Encoder, Head } from "../model/mod.ts";
import type { Regulariser } from "./regulariser.ts";

/** Samples of one task as the network takes them. */
export interface LabelledSet {
  /** `[count, inputs]`, row by row. */
  readonly features: Float32Array;
  /** `[count]`, a row of the head each. */
  readonly labels: Labels;
  readonly count: number;
}

/** The rule that turns gradients into steps; `t` counts steps from 1. */
export type Optimiser =
  /** θ ← θ − η g. */
  | { readonly kind: "sgd"; readonly learningRate: number }
  /** Kingma and Ba 2015; β₁ = .9, β₂ = .999, ε = 1e-8 outside the root, no weight decay. */
  | { readonly kind: "adam"; readonly learningRate: number }
  /** Loshchilov and Hutter 2019: Adam after θ ← (1 − η·weightDecay) θ. */
  | { readonly kind: "adamw"; readonly learningRate: number; readonly weightDecay: number };

/** How the step size changes: linear warm-up from 0, then constant or a half cosine to 0; see `scheduleFactor`. */
export interface Schedule {
  readonly kind: "constant" | "cosine";
  readonly warmupSteps: number;
}

/** What is trained of a network; plain JSON data. */
export type Tuning =
  /** All its parameters. */
  | { readonly kind: "all" }
  /** The parameters that are named; the others keep every bit: no gradient, no step, no decay. */
  | { readonly kind: "some"; readonly parameters: readonly string[] }
  | LowRankTuning
  /** All the parameters θ of the network linearised at the base, f(x; θ_b) + J(x)(θ − θ_b). */
  | { readonly kind: "linearised" };

/**
 * Hu et al. 2021: of the matrices that are named, W + (alpha/rank)·B A with A [rank, in] and B [out,
 * rank] trained, and decayed, in the place of W; see `lowRankStart`.
 */
export interface LowRankTuning {
  readonly kind: "low-rank";
  readonly parameters: readonly string[];
  readonly rank: number;
  readonly alpha: number;
}

/** Everything about a training but its data, weights and randomness; plain JSON data. */
export interface FineTuningRecipe {
  readonly optimiser: Optimiser;
  readonly schedule: Schedule;
  /** Largest norm of the whole gradient that a step is made of, as PyTorch clips; absent: no clipping. */
  readonly clip?: number;
  /** Samples of a mini-batch, the last incomplete one of an epoch left out; `full`: all of them. */
  readonly batchSize: number | "full";
  readonly epochs: number;
}

/** What a training records besides its per-epoch numbers; epochs count from 1, and 0 is the start. */
export interface Recording {
  /** Epochs after which the displacement from the base is kept, as `delta-<epoch>`. */
  readonly deltas: readonly number[];
  /** Epochs whose gradient, summed over the epoch's mini-batches, is kept: `epoch-gradient-<epoch>`. */
  readonly epochGradients?: readonly number[];
  /** Epochs after which the gradient over the whole training set is kept: `full-gradient-<epoch>`. */
  readonly fullGradients?: readonly number[];
  /** Whether loss and accuracy on all three sets and the full gradient's norm are recorded. */
  readonly evaluate?: boolean;
}

/**
 * What a training leaves behind, in a form the lab stores: E epochs, P parameters, Q of them trained
 * (of low rank, Q entries of factors).
 *
 * | name | shape | |
 * |---|---|---|
 * | `gradient-norm` | [E] | mean over mini-batches of ‖g‖₂ before clipping |
 * | `displacement` | [E] | ‖θ^(e) − θ^(e−1)‖₂ |
 * | `batch-loss` | [E] | mean over mini-batches of the loss, nats |
 * | `full-gradient-norm` | [E + 1] | ‖∇L(θ^(e))‖₂ over the whole training set, e = 0 … E |
 * | `train-loss`, `validation-loss`, `test-loss` | [E + 1] | nats a sample |
 * | `train-accuracy`, `validation-accuracy`, `test-accuracy` | [E + 1] | in [0, 1] |
 * | `penalty` | [E] | Σ of the regulariser's penalties after epoch e, without its strength |
 * | `penalty-premise` | [E] | mean ‖G − I‖_F/√d over them: 1 where nothing moved, 0 where orthogonal |
 * | `delta-e` | [P] | θ^(e) − θ_b, float32, flat as the encoder's parameters |
 * | `epoch-gradient-e`, `full-gradient-e` | [Q] | float32, flat as what is trained |
 * | `low-rank-e` | [Q] | for each weight A, then B; `expandLowRank` makes `delta-e` of it |
 * | `low-rank-scale` | [1] | what the product of the factors is multiplied by: alpha/rank |
 *
 * The rows with [E + 1] are there only when `evaluate` was asked for, the penalties' only with a
 * regulariser, whose gradient is in `gradient-norm` and `epoch-gradient-e`, and in no loss.
 */
export type Trajectory = Readonly<Record<string, Float64Array | Float32Array>>;

/** What is trained, on what, and how. */
export interface FineTuning {
  /** Its embeddings have the width of the head's prototypes. */
  readonly encoder: Encoder;
  /** θ_b [P]: displacements are from here, and training starts here unless `start` is given. */
  readonly base: Float32Array;
  /** Displacement from the base that training starts at, [P]; not where only a part is trained. */
  readonly start?: Float32Array;
  /** Frozen: no gradient reaches it. */
  readonly head: Head;
  readonly train: LabelledSet;
  readonly validation: LabelledSet;
  readonly test: LabelledSet;
  readonly recipe: FineTuningRecipe;
  /** What is trained; all, unless this says so. */
  readonly tuning?: Tuning;
  /** What is added to the loss. */
  readonly regulariser?: Regulariser;
  /** Key of the order of samples: epoch e is shuffled by `stream(...order, "epoch", e)`. */
  readonly order: readonly (string | number)[];
  /**
   * The training labels of an epoch, where they are not the set's own: for controls. Evaluations and
   * full gradients are by the set's own all the same.
   */
  labelsOf?(epoch: number): Labels;
  readonly record: Recording;
}
