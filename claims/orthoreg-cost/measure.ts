import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { costRatio } from "../../src/measure/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { modelOf } from "../_experiments/model.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { type ArmName, ARMS, variantsOf } from "./arms.ts";
import { noiseMaterial, taskMaterial } from "./material.ts";
import { peakBytes } from "./memory.ts";
import { type CostSettings, LEVEL, type Variant } from "./settings.ts";
import { type Material, takeSteps } from "./steps.ts";

/** What a step of each arm costs. */
type Costs = Readonly<Record<ArmName, number>>;

/** Measures what a step costs with OrthoReg, and linearised, over one of plain fine-tuning. */
export const measure: Measure = async (measurement) => {
  const { cell: { reading, protocol }, record } = measurement;
  switch (reading) {
    case "published":
      for (const fact of await publishedFacts("cost", protocol.id)) record(fact);
      return;
    case "memory":
      return await recordMemory(measurement);
    default:
      return await recordTime(measurement);
  }
};

/** Seconds a step, in rounds in which every arm has its turn. */
async function recordTime(measurement: Measurement): Promise<void> {
  const { lab: { engine }, record } = measurement;
  const settings = settingsOf<CostSettings>(measurement);
  const { batchSize, steps, rounds } = settings;
  const variants = variantsOf(armOf(measurement), settings);
  const material = await taskMaterial(measurement, { settings, samples: steps * batchSize });
  const seconds = async (variant: Variant, material: Material) => {
    const start = performance.now();
    await takeSteps(engine, { material, variant, batchSize });
    return (performance.now() - start) / 1000 / steps;
  };
  // Kernels are compiled, and memory is taken, at the first step of a kind.
  const first = await taskMaterial(measurement, { settings, samples: batchSize });
  for (const arm of ARMS) await seconds(variants[arm], first);

  const costs: Costs[] = [];
  for (let round = 0; round < rounds; round++) {
    const found = { plain: 0, orthoreg: 0, tta: 0 };
    for (const i of ARMS.keys()) {
      // No arm always comes after the same one.
      const arm = ARMS[(i + round) % ARMS.length]!;
      found[arm] = await seconds(variants[arm], material);
    }
    costs.push(found);
  }
  for (const arm of ["orthoreg", "tta"] as const) {
    const { median, ratios, interval } = costRatio(costs, { arm, baseline: "plain", level: LEVEL });
    const one = { unit: "1", repeatable: false };
    record({ ...one, name: `time-${arm}`, value: median });
    record({ ...one, name: `time-ratios-${arm}`, value: ratios });
    if (interval.kind === "student") {
      record({ ...one, name: `time-interval-${arm}`, value: [interval.lower, interval.upper] });
    }
  }
  for (const arm of ARMS) {
    const value = costs.map((round) => round[arm]);
    record({ name: `seconds-${arm}`, unit: "s", value, repeatable: false });
  }
  record({ name: "steps", unit: "steps", value: steps });
}

/** Bytes that tensors take at the worst moment of a step. */
async function recordMemory(measurement: Measurement): Promise<void> {
  const { lab: { engine }, record } = measurement;
  const settings = settingsOf<CostSettings>(measurement);
  const { batchSize } = settings;
  const variants = variantsOf(armOf(measurement), settings);
  const material = noiseMaterial({ encoder: modelOf(settings).encoder, samples: batchSize });
  const bytes = { plain: 0, orthoreg: 0, tta: 0 };
  for (const arm of ARMS) {
    const variant = variants[arm];
    bytes[arm] = await peakBytes(engine, () => takeSteps(engine, { material, variant, batchSize }));
  }
  for (const arm of ["orthoreg", "tta"] as const) {
    const value = bytes[arm] / bytes.plain;
    record({ name: `memory-${arm}`, unit: "1", value, repeatable: false });
  }
  for (const arm of ARMS) {
    record({ name: `bytes-${arm}`, unit: "B", value: bytes[arm], repeatable: false });
  }
}
