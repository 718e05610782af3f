import type { Measurement } from "../../src/lab/mod.ts";
import { norm, withNorm } from "../../src/measure/mod.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { type PenaltyName, strengthsOf, type UpdateSettings } from "./settings.ts";
import { updatesOf } from "./strength.ts";
import { type Updates, updatesAt } from "./updates.ts";

/** What a cell compares. */
export interface Arms {
  /** Trained without a penalty. */
  readonly plain: Updates;
  /** Trained with the protocol's penalty, or what a control puts in its place. */
  readonly treated: Updates;
}

/** Trains what a cell compares: its control may put another training in the treated one's place. */
export async function armsOf(measurement: Measurement): Promise<Arms> {
  const settings = settingsOf<UpdateSettings>(measurement);
  return {
    plain: await updatesOf(measurement, withPenalty(settings, "none")),
    treated: armOf(measurement) === "no-penalty"
      ? await updatesAt(measurement, { settings, strength: 0 })
      : await updatesOf(measurement, settings),
  };
}

/**
 * What a cell compares, by what its facts are named after: `plain`, `regularised` (changed as a control
 * may have it) and, for the reading `beyond-norm-only`, `norm-only`.
 */
export async function comparedBy(
  measurement: Measurement,
  { change }: { change: (vectors: Updates["vectors"]) => Updates["vectors"] },
): Promise<Readonly<Record<string, Updates>>> {
  const { plain, treated } = await armsOf(measurement);
  const settings = settingsOf<UpdateSettings>(measurement);
  return {
    plain,
    regularised: { ...treated, vectors: change(treated.vectors) },
    ...measurement.cell.reading === "beyond-norm-only" &&
      { "norm-only": await updatesOf(measurement, withPenalty(settings, "norm")) },
  };
}

/** The same training with another penalty in the place of an orthogonal one, or with none. */
export function withPenalty<S extends UpdateSettings>(settings: S, penalty: PenaltyName): S {
  return { ...settings, penalty, strengths: strengthsOf(penalty, settings.strengths) };
}

/** Updates in their own directions, each as long as the others' of its task. */
export function asLongAs(updates: Updates, others: Updates): Updates {
  const vectors = updates.vectors.map((vector, t) => withNorm(vector, norm(others.vectors[t]!)));
  return { ...updates, vectors, name: `${updates.name}, as long as ${others.name}` };
}
