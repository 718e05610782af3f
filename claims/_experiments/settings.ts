import type { Profile, Protocol } from "../../src/claim/mod.ts";
import type { FineTuningRecipe, Optimiser, Recording } from "../../src/train/mod.ts";
import type { ModelName } from "./model.ts";

/** Where a training starts. */
export type BaseSettings = {
  readonly model: ModelName;
  /** The base of the fixtures, or one pretrained anew for every seed. */
  readonly base: "frozen" | "varied";
};

/** How one task is fine-tuned. */
export type ExperimentSettings = BaseSettings & {
  readonly optimiser: "adamw" | "adam" | "sgd" | "gd";
  /** E. */
  readonly epochs: number;
  /** Samples of a mini-batch; gradient descent takes all. */
  readonly batchSize: number;
};

/**
 * η by optimiser, chosen on convergence of the experts: the small-scale protocol's, where SGD at .1
 * reaches the same experts and oscillates early, and gradient descent oscillates from .03 on.
 */
const LEARNING_RATES = { adamw: 3e-4, adam: 3e-4, sgd: 0.03, gd: 0.01 } as const;

/** Decoupled, as in the authors' runs of 2025. */
const WEIGHT_DECAY = 0.1;

/** E by profile: in ten epochs the experts' accuracy has reached its plateau. */
const EPOCHS: Readonly<Record<Profile, number>> = { smoke: 5, default: 10, nightly: 10 };

const MAIN: Omit<ExperimentSettings, "epochs"> = {
  model: "mlp",
  optimiser: "adamw",
  batchSize: 64,
  base: "frozen",
};

/** A protocol named after its settings. */
export function experimentProtocol(settings: ExperimentSettings): Protocol<ExperimentSettings> {
  const { model, optimiser, epochs, batchSize, base } = settings;
  const batch = batchSize === MAIN.batchSize || optimiser === "gd" ? "" : `-b${batchSize}`;
  return {
    id: `${model === MAIN.model ? "" : `${model}-`}${optimiser}-e${epochs}${batch}${
      base === "varied" ? "-varied-base" : ""
    }`,
    settings,
  };
}

type Profiles<S> = Readonly<Record<Profile, readonly Protocol<S>[]>>;

/** The same protocol in every profile but for the number of epochs, which is the profile's. */
export function everyProfile(
  change: Partial<ExperimentSettings> = {},
): Profiles<ExperimentSettings> {
  const at = (profile: Profile) => [
    experimentProtocol({ ...MAIN, epochs: EPOCHS[profile], ...change }),
  ];
  return { smoke: at("smoke"), default: at("default"), nightly: at("nightly") };
}

/** A protocol that only profile `nightly` runs. */
export function nightlyOnly(
  change: Partial<ExperimentSettings>,
): Profiles<ExperimentSettings> {
  return { smoke: [], default: [], nightly: everyProfile(change).nightly };
}

/** Applies one change to the protocols of every profile: a method or a number of rounds more. */
export function extend<S extends ExperimentSettings, R extends S>(
  profiles: Profiles<S>,
  change: (protocol: Protocol<S>) => readonly Protocol<R>[],
): Profiles<R> {
  return {
    smoke: profiles.smoke.flatMap(change),
    default: profiles.default.flatMap(change),
    nightly: profiles.nightly.flatMap(change),
  };
}

/** The other trainings that every claim about trajectories is also put to, in `nightly`. */
export const VARIANTS = {
  "adam": {
    statement: "With Adam in place of AdamW.",
    change: { optimiser: "adam" },
  },
  "sgd": {
    statement: "With plain SGD in place of AdamW.",
    change: { optimiser: "sgd" },
  },
  "short-batches": {
    statement:
      "With mini-batches of 16, hence four times the steps an epoch, and six epochs in place of ten: three changes at once, so what differs can be put down to none of them alone.",
    change: { batchSize: 16, epochs: 6 },
  },
  "varied-base": {
    statement: "With a base pretrained anew for every seed.",
    change: { base: "varied" },
  },
} as const satisfies Readonly<
  Record<string, { statement: string; change: Partial<ExperimentSettings> }>
>;

/** What the training code is told. */
export function recipeOf(
  { optimiser, epochs, batchSize }: ExperimentSettings,
  { learningRate = LEARNING_RATES[optimiser] }: { learningRate?: number } = {},
): FineTuningRecipe {
  return {
    optimiser: optimiserOf(optimiser, learningRate),
    // The authors decay and clip at 10; neither binds at this size, and P1 speaks of plain descent.
    schedule: { kind: "constant", warmupSteps: 0 },
    batchSize: optimiser === "gd" ? "full" : batchSize,
    epochs,
  };
}

function optimiserOf(kind: ExperimentSettings["optimiser"], learningRate: number): Optimiser {
  switch (kind) {
    case "adamw":
      return { kind, learningRate, weightDecay: WEIGHT_DECAY };
    case "adam":
      return { kind, learningRate };
    case "sgd":
    case "gd":
      return { kind: "sgd", learningRate };
  }
}

/** Epochs whose gradients P1.8 compares with the first one's: 2 to 5. */
export const COMPARED_EPOCHS = 5;

/** Budgets of the one-shot merges that are shown beside the iterates, as far as there are so many. */
const SHOWN_BUDGETS = [1, 2, 5];

/** What every training by these settings records, so that all claims share one. */
export function recordingOf({ epochs }: ExperimentSettings): Recording {
  const compared = Array.from({ length: Math.min(COMPARED_EPOCHS, epochs) }, (_, e) => e + 1);
  return {
    deltas: [...new Set([...SHOWN_BUDGETS.filter((k) => k <= epochs), epochs])],
    epochGradients: compared,
    fullGradients: [0, ...compared],
    evaluate: true,
  };
}
