import type { Profile, Protocol } from "../../src/claim/mod.ts";
import type { BaseSettings } from "../_experiments/settings.ts";
import type { PenaltyName, UpdateSettings } from "../_orthoreg/settings.ts";

/** The difference of cost ratios that matters: a twentieth of plain fine-tuning. */
export const SMALLEST = 0.05;

/** How often a control evaluates the penalty's gradient in a step. */
export const TOO_OFTEN = 20;

/** λ: what is added costs the same at any strength. */
export const STRENGTH = 1;

/** The level of the ratios' intervals over rounds. */
export const LEVEL = 0.9;

/** Which steps are timed, and how often. */
export type CostSettings = BaseSettings & {
  readonly penalty: PenaltyName;
  readonly batchSize: number;
  /** Steps of an arm in a round. */
  readonly steps: number;
  /** In each of them every arm has its turn. */
  readonly rounds: number;
};

/** A fine-tuning whose steps are timed, and what may differ in a control. */
export interface Variant extends Pick<UpdateSettings, "method" | "penalty"> {
  /** Times that the penalty's gradient is evaluated in a step; default once. */
  readonly evaluations?: number;
}

/** Batches as smoke and default train with. */
const SIZES = { batchSize: 32, steps: 8 } as const;
const ROUNDS: Readonly<Record<Profile, number>> = { smoke: 3, default: 5, nightly: 10 };

/** The protocol of a penalty in every profile: Non-lin. FT with it, and TTA without. */
export function costProtocols(
  penalty: PenaltyName,
): Readonly<Record<Profile, readonly Protocol<CostSettings>[]>> {
  const at = (profile: Profile) => {
    const settings: CostSettings = {
      ...{ model: "vit", base: "frozen", penalty },
      ...SIZES,
      rounds: ROUNDS[profile],
    };
    return [{ id: `non-lin-b${settings.batchSize}-r${settings.rounds}`, settings }];
  };
  return { smoke: at("smoke"), default: at("default"), nightly: at("nightly") };
}
