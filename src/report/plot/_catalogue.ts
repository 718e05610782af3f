/**
 * Which facts make which plot, as data. A claim gets a plot because it recorded such facts under such
 * names: nothing here names a claim. What follows from a criterion alone, such as a fitted slope or
 * an interval beside its bound, needs no entry.
 */

/** Values along an axis: an array fact, or several beside each other. */
export interface SeriesPlot {
  readonly id: string;
  readonly title: string;
  /** Array facts, and what each is called where there are several. */
  readonly y: readonly { readonly fact: string; readonly name: string }[];
  readonly yTitle: string;
  /** Whether the axis of y reaches down to zero. */
  readonly zero: boolean;
  readonly x: {
    readonly title: string;
    /** Array fact; where it is missing, values are counted from `from`. */
    readonly fact?: string;
    readonly from: number;
    /** What the values are called, where they are stages counted from 0. */
    readonly names?: readonly string[];
  };
  /** Whether the claim bounds the least of these values: the bound is then drawn across. */
  readonly bounded?: true;
  /** A scalar fact to compare with, drawn across. */
  readonly rule?: { readonly fact: string; readonly name: string };
}

/** One scalar fact after another: the stages that something goes through, a line for each part. */
export interface StagesPlot {
  readonly id: string;
  readonly title: string;
  readonly yTitle: string;
  readonly stages: readonly { readonly fact: string; readonly name: string }[];
  /** A fact that shows the same better. */
  readonly unless?: string;
}

/** Points of a path in a plane: the start, `marked` ones in their order, then steps from the start. */
export interface TrajectoryPlot {
  readonly id: string;
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** Array fact: what the marked points are labelled with. */
  readonly marked: string;
  /** Array fact: the shares of the variance that both axes explain. */
  readonly explained: string;
  readonly names: { readonly marked: string; readonly steps: string };
}

/** Values over a square grid, row by row. */
export interface HeatMapPlot {
  readonly id: string;
  readonly title: string;
  /** Array fact: the values of both axes. */
  readonly axis: string;
  readonly axisTitle: readonly [string, string];
  readonly maps: readonly { readonly fact: string; readonly name: string }[];
}

/** Counts in bins, beside those of a null model. */
export interface HistogramPlot {
  readonly id: string;
  readonly title: string;
  readonly xTitle: string;
  /** Array fact, one longer than the counts. */
  readonly edges: string;
  readonly counts: readonly { readonly fact: string; readonly name: string }[];
}

export const SERIES_PLOTS: readonly SeriesPlot[] = [
  {
    id: "shares",
    title: "Share of each epoch in the norm of all",
    y: [{ fact: "shares", name: "share" }],
    yTitle: "share of the norm",
    zero: true,
    x: { title: "epoch", from: 1 },
  },
  {
    id: "cosine-by-epoch",
    title: "Cosine of later epochs' gradients with that of the first, mean over tasks",
    y: [{ fact: "mean-by-epoch", name: "cosine" }],
    yTitle: "cosine",
    zero: true,
    bounded: true,
    x: { title: "epoch", from: 2 },
  },
  {
    id: "cosines",
    title: "Cosine with the gradient, by epoch",
    y: [{ fact: "cosines", name: "cosine" }],
    yTitle: "cosine",
    zero: true,
    x: { title: "epoch", fact: "epochs", from: 2 },
  },
  {
    id: "loss-by-round",
    title: "Loss of the merge after each round, beside that of merging once",
    y: [{ fact: "loss-by-round", name: "after each round" }],
    yTitle: "test loss / nats",
    zero: false,
    x: { title: "round", from: 1 },
    rule: { fact: "one-shot-loss", name: "merged once" },
  },
  {
    id: "accuracy-by-round",
    title: "Accuracy of the merge after each round, beside that of merging once",
    y: [{ fact: "accuracy-by-round", name: "after each round" }],
    yTitle: "test accuracy / points",
    zero: false,
    x: { title: "round", from: 1 },
    rule: { fact: "one-shot-accuracy", name: "merged once" },
  },
  {
    id: "spectrum",
    title: "Singular values of the updates, without the penalty and with it",
    y: [
      { fact: "spectrum-plain", name: "plain" },
      { fact: "spectrum-regularised", name: "regularised" },
      { fact: "spectrum-norm-only", name: "norm only" },
    ],
    yTitle: "singular value",
    zero: true,
    x: { title: "rank of the singular value", from: 1 },
  },
  {
    id: "experts-and-merges",
    title: "Accuracy of the experts, and of their merge, after one epoch and at convergence",
    y: [{ fact: "experts", name: "experts" }, { fact: "merges", name: "merge" }],
    yTitle: "test accuracy / points",
    zero: false,
    x: { title: "stage", from: 0, names: ["one epoch", "convergence"] },
  },
];

export const STAGES_PLOTS: readonly StagesPlot[] = [
  {
    id: "merged-accuracy",
    title: "Merged accuracy at the base, after one epoch and at convergence, by method",
    yTitle: "test accuracy / points",
    stages: [
      { fact: "base", name: "base" },
      { fact: "one-epoch", name: "one epoch" },
      { fact: "convergence", name: "convergence" },
    ],
  },
  {
    id: "cosine-fall",
    title: "Cosine with the gradient, of the first epoch and of the last",
    yTitle: "cosine",
    stages: [{ fact: "cosine-first", name: "first" }, { fact: "cosine-last", name: "last" }],
    unless: "cosines",
  },
];

export const TRAJECTORY_PLOTS: readonly TrajectoryPlot[] = [
  {
    id: "trajectories",
    title: "Merges at growing budgets, and iterates of merging again and again, in their plane",
    x: "pca-x",
    y: "pca-y",
    marked: "pca-budgets",
    explained: "pca-explained",
    names: { marked: "merged once", steps: "iterated" },
  },
];

export const HEAT_MAP_PLOTS: readonly HeatMapPlot[] = [
  {
    id: "disentanglement",
    title: "Disentanglement error over both scaling coefficients",
    axis: "surface-axis",
    axisTitle: ["α₂", "α₁"],
    maps: [
      { fact: "plain-surface", name: "plain" },
      { fact: "regularised-surface", name: "regularised" },
    ],
  },
];

export const HISTOGRAM_PLOTS: readonly HistogramPlot[] = [
  {
    id: "angles",
    title: "Angles between columns, beside those of random columns",
    xTitle: "angle / °",
    edges: "angle-edges",
    counts: [
      { fact: "angle-counts", name: "measured" },
      { fact: "null-counts", name: "random" },
    ],
  },
];
