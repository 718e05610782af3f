import type { Criterion, Profile, Protocol, Reading } from "../../src/claim/mod.ts";
import { publishedProtocols, type PublishedSetName } from "../_published/readings.ts";
import { type ExperimentSettings, nightlyOnly, VARIANTS } from "./settings.ts";

type Profiles = Readonly<Record<Profile, readonly Protocol[]>>;

/** Seeds by profile: each varies the order, the training subset and the heads' examples. */
export const SEEDS = { smoke: 2, default: 3, nightly: 8 } as const;

/** A reading that is measured on the device. */
export function measuredReading(
  { id, statement, criterion, protocols }: {
    id: string;
    statement: string;
    criterion: Criterion;
    protocols: Profiles;
  },
): Reading {
  return { id, statement, arithmetic: "device", criterion, protocols };
}

/** The trainings that only `nightly` runs, judged by the claim's own criterion. */
export function variantReadings(
  criterion: Criterion,
  { except = [], protocolsOf = (change) => nightlyOnly(change) }: {
    except?: readonly (keyof typeof VARIANTS)[];
    protocolsOf?: (change: Partial<ExperimentSettings>) => Profiles;
  } = {},
): Reading[] {
  return Object.entries(VARIANTS)
    .filter(([id]) => !except.includes(id as keyof typeof VARIANTS))
    .map(([id, { statement, change }]) =>
      measuredReading({ id, statement, criterion, protocols: protocolsOf(change) })
    );
}

/** The figures that the authors published, judged as they stand. */
export function publishedReading(
  set: PublishedSetName,
  { id = "published", statement, place, criterion }: {
    id?: string;
    statement: string;
    place: string;
    criterion: Criterion;
  },
): Reading {
  return {
    id,
    statement,
    place,
    arithmetic: "float64",
    published: true,
    criterion,
    protocols: publishedProtocols(set),
  };
}

/** What all claims on fine-tuning leave open in the same way. */
export const SHARED_LEDGER = [
  {
    topic: "scale",
    paper: "CLIP ViT-B/16, eight image data sets, text heads.",
    chosen:
      "An MLP encoder of 200,256 weights pretrained by us on a broad procedural mixture, eight procedural tasks at 16×16 pixels (or the user's image sets), frozen heads from 32 held-out examples a class. Conclusions are about this scale.",
  },
  {
    topic: "seeds",
    paper: "One seed.",
    chosen:
      "A seed varies the order of samples, the training subset and the heads' examples; base and test sets stay, so verdicts are conditional on this base and these test sets. The reading `varied-base` also varies the base.",
  },
  {
    topic: "optimiser",
    paper:
      "The theory is about full-batch gradient descent; the authors' runs use Adam (2024) or AdamW (2025), lr 1e-5, gradient clip 10.",
    chosen:
      "AdamW, lr 3e-4, weight decay .1, batch 64, constant rate, no clipping, ten epochs of 32 steps (smoke: five of 4). Rates were chosen on the experts' convergence.",
  },
] as const;
