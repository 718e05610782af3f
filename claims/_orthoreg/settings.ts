import type { Profile, Protocol } from "../../src/claim/mod.ts";
import type { Encoder } from "../../src/model/mod.ts";
import type { FineTuningRecipe, Regulariser, Tuning } from "../../src/train/mod.ts";
import type { BaseSettings } from "../_experiments/settings.ts";

/** The fine-tuning methods of P2, in the order of its tables. */
export const METHODS = ["non-lin", "tta", "att-ft", "lora-att"] as const;
/** One of the fine-tuning methods of P2. */
export type MethodName = (typeof METHODS)[number];

/** The penalties that a training can have. */
export const PENALTIES = ["none", "printed", "coded", "printed-rows", "split", "norm"] as const;
/**
 * `printed`: squared, Gram of the columns; `coded`: its root, Gram of the smaller side;
 * `printed-rows`: squared, Gram of the smaller side; `split`: as coded, with queries, keys and values
 * apart; `norm`: of the updates' norm alone.
 */
export type PenaltyName = (typeof PENALTIES)[number];

/** How the updates of some tasks are trained. */
export type UpdateSettings = BaseSettings & {
  readonly method: MethodName;
  readonly penalty: PenaltyName;
  /** The first so many tasks of the suite. */
  readonly tasks: number;
  /** Samples of a task's training set, the first. */
  readonly samples: number;
  readonly epochs: number;
  readonly batchSize: number;
  /** Strengths λ that are tried, ascending; the one that is best on validation is taken. */
  readonly strengths: readonly number[];
  /** What LoRA's product is multiplied by, over its rank; default the authors'. */
  readonly loraAlpha?: number;
};

/** One a decade of the range that P2 searches. */
export const STRENGTHS = [0.1, 1, 10, 100] as const;
/** What the authors' commands name. */
const NAMED_STRENGTH = 1;
/** The norm-only penalty has no bound, and moves as much at a hundredth of the strength. */
const NORM_SHARE = 0.01;

type Sizes = Pick<UpdateSettings, "tasks" | "samples" | "epochs" | "batchSize" | "strengths">;

/**
 * What a profile runs: the small-scale protocol's sizes, which it costs for `default`; twice the
 * samples in `nightly`, where eight tasks would take the better part of two hours.
 */
const SIZES: Readonly<Record<Profile, Sizes>> = {
  smoke: { tasks: 2, samples: 256, epochs: 4, batchSize: 32, strengths: [NAMED_STRENGTH] },
  default: { tasks: 4, samples: 512, epochs: 8, batchSize: 32, strengths: STRENGTHS },
  nightly: { tasks: 4, samples: 1024, epochs: 8, batchSize: 64, strengths: STRENGTHS },
};

/** Methods that a profile runs: the other two cost as much again, and are left to `nightly`. */
const RUN: Readonly<Record<Profile, readonly MethodName[]>> = {
  smoke: ["non-lin", "att-ft"],
  default: ["non-lin", "att-ft"],
  nightly: METHODS,
};

/** Protocols of a claim: a method each. */
export type UpdateProtocols = Readonly<Record<Profile, readonly Protocol<UpdateSettings>[]>>;

/**
 * One protocol a method that the profile runs, with one penalty; `only` leaves methods or profiles
 * out.
 */
export function updateProtocols(
  penalty: PenaltyName,
  { only = METHODS, profiles = ["smoke", "default", "nightly"] }: {
    only?: readonly MethodName[];
    profiles?: readonly Profile[];
  } = {},
): UpdateProtocols {
  const at = (profile: Profile) =>
    profiles.includes(profile)
      ? RUN[profile].filter((method) => only.includes(method)).map((method) =>
        updateProtocol(profile, { method, penalty })
      )
      : [];
  return { smoke: at("smoke"), default: at("default"), nightly: at("nightly") };
}

/** What is tried of a penalty, where an orthogonal one is tried at the strengths given. */
export function strengthsOf(penalty: PenaltyName, strengths: readonly number[]): number[] {
  const share = penalty === "norm" ? NORM_SHARE : 1;
  return strengths.map((strength) => share * strength);
}

/** The protocol of one method at a profile's sizes, whether the profile runs the method or not. */
export function updateProtocol(
  profile: Profile,
  { method, penalty }: Pick<UpdateSettings, "method" | "penalty">,
): Protocol<UpdateSettings> {
  const strengths = strengthsOf(penalty, SIZES[profile].strengths);
  return namedProtocol({
    ...{ model: "vit", base: "frozen", method, penalty },
    ...{ ...SIZES[profile], strengths },
  });
}

/** A protocol named after its settings. */
export function namedProtocol(settings: UpdateSettings): Protocol<UpdateSettings> {
  const { method, tasks, samples, epochs } = settings;
  return { id: `${method}-T${tasks}-n${samples}-e${epochs}`, settings };
}

/** Decoupled weight decay, clipping and warm-up as P2 has them; the warm-up is a tenth of all steps. */
const WEIGHT_DECAY = 0.1, CLIP = 1, WARM_UP = 0.1;

/**
 * η by method: the one of .0005, .001, .002, .004, .008 and .016 at which the plain experts' mean
 * validation accuracy is best, 90.4, 85.6, 88.5 and 85.9 %; `bench/learning_rates.ts`, which
 * merges nothing, at a seed that no claim is measured at.
 */
export const LEARNING_RATES: Readonly<Record<MethodName, number>> = {
  "non-lin": 0.004,
  "tta": 0.008,
  "att-ft": 0.008,
  "lora-att": 0.016,
};

/** What the training code is told, besides what is tuned and how it is regularised. */
export function updateRecipe(
  { method, samples, epochs, batchSize }: Pick<
    UpdateSettings,
    "method" | "samples" | "epochs" | "batchSize"
  >,
  { learningRate = LEARNING_RATES[method] }: { learningRate?: number } = {},
): FineTuningRecipe {
  const steps = epochs * Math.floor(samples / batchSize);
  return {
    optimiser: { kind: "adamw", learningRate, weightDecay: WEIGHT_DECAY },
    schedule: { kind: "cosine", warmupSteps: Math.round(WARM_UP * steps) },
    clip: CLIP,
    batchSize,
    epochs,
  };
}

/** The weights of attention, without biases. */
const ATTENTION = /\.attn\.(in_proj_weight|out_proj\.weight)$/;

/** Names of an encoder's attention weights. */
export function attentionOf({ parameters }: Pick<Encoder, "parameters">): string[] {
  return parameters.map(({ name }) => name).filter((name) => ATTENTION.test(name));
}

/** Rank of LoRA, and what its product is multiplied by, over the rank: the authors' commands say 8. */
const RANK = 8, LORA_ALPHA = 8;

/** What a method trains. */
export function tuningOf(method: MethodName, encoder: Pick<Encoder, "parameters">): Tuning {
  switch (method) {
    case "non-lin":
      return { kind: "all" };
    case "tta":
      return { kind: "linearised" };
    case "att-ft":
      return { kind: "some", parameters: attentionOf(encoder) };
    case "lora-att":
      return {
        kind: "low-rank",
        parameters: attentionOf(encoder),
        rank: RANK,
        alpha: LORA_ALPHA,
      };
  }
}

/** The penalty of a strength; none for `none`. */
export function regulariserOf(penalty: PenaltyName, strength: number): Regulariser | undefined {
  const orthogonal = { kind: "orthogonal", strength } as const;
  switch (penalty) {
    case "none":
      return undefined;
    case "printed":
      return { ...orthogonal, form: "squared", gram: "columns", qkv: "fused" };
    case "coded":
      return { ...orthogonal, form: "unsquared", gram: "smaller-side", qkv: "fused" };
    case "printed-rows":
      return { ...orthogonal, form: "squared", gram: "smaller-side", qkv: "fused" };
    case "split":
      return { ...orthogonal, form: "unsquared", gram: "smaller-side", qkv: "split" };
    case "norm":
      return { kind: "norm", gram: "smaller-side", qkv: "fused", strength };
  }
}
