import type { Measurement } from "../../src/lab/mod.ts";
import { normalisedAccuracy } from "../../src/measure/mod.ts";
import { mean } from "../_experiments/merging.ts";
import { settingsOf } from "../_experiments/settings_of.ts";
import { additionOf, expertsOf } from "../_orthoreg/addition.ts";
import { type Arms, asLongAs, withPenalty } from "../_orthoreg/arms.ts";
import { updatesOf } from "../_orthoreg/strength.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import type { AdditionSettings } from "./settings.ts";

/**
 * What a gain may come from besides orthogonality: Abs of the plain vectors at the regularised ones'
 * length, with α tuned anew, and of vectors whose norm alone was penalised. All gains are over plain.
 */
export async function recordConfounds(
  measurement: Measurement,
  { plain, treated }: Arms,
): Promise<void> {
  const { record } = measurement;
  const settings = withPenalty(settingsOf<AdditionSettings>(measurement), "norm");
  const normOnly = await updatesOf(measurement, settings);
  const merged = async (updates: Updates) => (await additionOf(measurement, updates)).merged;
  const points = (name: string, value: number) =>
    record({ name, unit: "points", value: 100 * value });
  const [baseline, orthoreg] = [await merged(plain), await merged(treated)];
  const matched = mean(await merged(asLongAs(plain, treated)));
  const penalised = mean(await merged(normOnly));
  const { test: experts } = await expertsOf(measurement, plain);
  const [before, after] = [baseline, orthoreg].map((each) => normalisedAccuracy(each, { experts }));
  points("abs-norm-matched", matched);
  points("abs-norm-only", penalised);
  points("gain", mean(orthoreg) - mean(baseline));
  points("gain-common", after! - before!);
  points("gain-norm-matched", matched - mean(baseline));
  points("gain-norm-only", penalised - mean(baseline));
  record({ name: "strength-norm-only", unit: "1", value: normOnly.strength });
}
