import type { Criterion, Profile, Protocol, Reading } from "../../src/claim/mod.ts";
import { measuredReading } from "../_experiments/readings.ts";
import {
  METHODS,
  type PenaltyName,
  type UpdateProtocols,
  updateProtocols,
  type UpdateSettings,
} from "./settings.ts";

type Protocols = Readonly<Record<Profile, readonly Protocol[]>>;

/** What the readings of a claim have in common. */
export interface ReadingOptions {
  readonly criterion: Criterion;
  /** What the claim adds to the protocols of updates; default nothing. */
  protocolsOf?(protocols: UpdateProtocols): Protocols;
}

/** The penalty in the forms that P2 prints and codes, each with all four methods. */
const FORMS: readonly { readonly id: PenaltyName; readonly statement: string }[] = [
  {
    id: "printed",
    statement:
      "With λ Σ_l ‖ΔW_lᵀΔW_l − I‖_F², as printed: squared, Gram of the columns; all four methods.",
  },
  {
    id: "coded",
    statement:
      "With λ Σ_l ‖G_l − I‖_F, as coded: not squared, Gram of the smaller side; all four methods.",
  },
];

/** Forms between the two, for the fine-tuning of all weights alone, in `nightly`. */
const BETWEEN: readonly { readonly id: PenaltyName; readonly statement: string }[] = [
  {
    id: "printed-rows",
    statement: "Squared, but with the Gram of the smaller side (all weights).",
  },
  {
    id: "split",
    statement: "As coded, with queries, keys and values penalised apart (all weights).",
  },
];

const NAMES = {
  "non-lin": "Fine-tuning of all weights (Non-lin. FT)",
  "tta": "Training of the model linearised about the base (TTA)",
  "att-ft": "Fine-tuning of attention's weights alone (ATT-FT)",
  "lora-att": "LoRA of rank 8 on attention's weights (LoRA-ATT)",
} as const;

/** What every claim reads: both forms with all methods, each method as coded, and forms between. */
export function updateReadings(options: ReadingOptions): Reading[] {
  return [...familyReadings(options), ...methodReadings(options), ...formReadings(options)];
}

/** A penalty's form with all four methods: a claim on every one of them. */
function familyReadings({ criterion, protocolsOf = same }: ReadingOptions): Reading[] {
  return FORMS.map(({ id, statement }) => ({
    ...measuredReading({ id, statement, criterion, protocols: protocolsOf(updateProtocols(id)) }),
    family: METHODS.length,
  }));
}

/** Each method by itself, with the penalty as coded, which the published figures come from. */
function methodReadings({ criterion, protocolsOf = same }: ReadingOptions): Reading[] {
  return METHODS.map((method) =>
    measuredReading({
      id: method,
      statement: `${NAMES[method]}, with the penalty as coded.`,
      criterion,
      protocols: protocolsOf(updateProtocols("coded", { only: [method] })),
    })
  );
}

/** The forms of the penalty that lie between the printed and the coded one. */
function formReadings({ criterion, protocolsOf = same }: ReadingOptions): Reading[] {
  return BETWEEN.map(({ id, statement }) =>
    measuredReading({
      id,
      statement,
      criterion,
      protocols: protocolsOf(updateProtocols(id, { only: ["non-lin"], profiles: ["nightly"] })),
    })
  );
}

/** Protocols of a control: of Non-lin. FT alone, with the penalty as coded. */
export function controlProtocols(penalty: PenaltyName = "coded"): UpdateProtocols {
  return updateProtocols(penalty, { only: ["non-lin"] });
}

/** The same settings and more in every protocol. */
export function extended<M extends object>(
  protocols: UpdateProtocols,
  more: M,
): Readonly<Record<Profile, readonly Protocol<UpdateSettings & M>[]>> {
  const at = (profile: Profile) =>
    protocols[profile].map(({ id, settings }) => ({ id, settings: { ...settings, ...more } }));
  return { smoke: at("smoke"), default: at("default"), nightly: at("nightly") };
}

const same = (protocols: UpdateProtocols): Protocols => protocols;

/** What all claims on OrthoReg leave open in the same way. */
export const ORTHOREG_LEDGER = [
  {
    topic: "scale",
    paper: "CLIP ViT-B-32, B-16 and L-14, eight image data sets, text heads.",
    chosen:
      "A vision transformer of CLIP's kind with 44,928 weights (width 48, two blocks), pretrained by us on a broad procedural mixture; the first four tasks of the suite with 512 samples each (nightly: 1,024), 16×16 pixels; frozen heads from 32 held-out examples a class. Conclusions are about this scale.",
  },
  {
    topic: "seeds",
    paper: "One seed.",
    chosen:
      "A seed varies the order of samples, the training subset and the heads' examples; base and test sets stay, so verdicts are conditional on this base and these test sets.",
  },
  {
    topic: "training",
    paper: "AdamW, lr 1e-5, weight decay .1, 500 warm-up steps, cosine to 0, clip 1, batch 128.",
    chosen:
      "The same but for sizes: warm-up over a tenth of the steps, batch 32 (nightly 64), eight epochs; learning rates by method, chosen on the validation accuracy of unregularised experts alone.",
  },
  {
    topic: "penalty",
    paper:
      "The paper and both READMEs print the squared norm and the Gram matrix of the columns; the code has the norm itself and the Gram matrix of the smaller side, queries, keys and values as one matrix, over every trainable tensor of two dimensions; for LoRA ΔW is the product (α/r)BA.",
    chosen:
      "Both are readings; forms between them are readings of nightly. The table of positions is left out, being no weight that multiplies.",
  },
  {
    topic: "strength",
    paper: "λ is chosen on validation data in [.1, 100]; the measure is not named. A README has 1.",
    chosen:
      "One of .1, 1, 10, 100 by the mean validation accuracy of the merge at its best α, at seed 0, for each method and form; not by normalised accuracy, which experts that a penalty makes worse would raise. Smoke: 1.",
  },
  {
    topic: "methods left out",
    paper: "Four methods.",
    chosen:
      "Smoke and default run Non-lin. FT and ATT-FT; TTA and LoRA-ATT cost as much again and run in nightly. A claim on all four is then inconclusive.",
  },
] as const;
