import type { Measurement } from "../../src/lab/mod.ts";
import { type Encoder, encoderSize } from "../../src/model/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { baseWeights } from "../_experiments/base.ts";
import { taskHead } from "../_experiments/head.ts";
import { firstOf, taskInputs } from "../_experiments/inputs.ts";
import { modelOf } from "../_experiments/model.ts";
import type { CostSettings } from "./settings.ts";
import type { Material } from "./steps.ts";

/** The suite's first task, with so many of its training samples. */
export async function taskMaterial(
  measurement: Pick<Measurement, "lab" | "suite" | "cell">,
  { settings, samples }: { settings: CostSettings; samples: number },
): Promise<Material> {
  const task = measurement.suite.tasks[0]!.name;
  const { train, validation, test } = await taskInputs(measurement, { task, settings });
  return {
    encoder: modelOf(settings).encoder,
    base: await baseWeights(measurement, settings),
    head: await taskHead(measurement, { task, settings }),
    train: firstOf(train, samples),
    ...{ validation, test },
  };
}

const CLASSES = 10;

/** Noise in the shape of a task: what a step holds in memory depends on shapes alone. */
export function noiseMaterial(
  { encoder, samples }: { encoder: Encoder; samples: number },
): Material {
  const random = stream("cost", encoder.name);
  const noise = (length: number) => Float32Array.from({ length }, () => random.normal());
  const set = {
    features: noise(samples * encoder.inputs),
    labels: Uint16Array.from({ length: samples }, (_, i) => i % CLASSES),
    count: samples,
  };
  const { width } = encoder;
  return {
    ...{ encoder, base: noise(encoderSize(encoder)) },
    head: { prototypes: noise(CLASSES * width), classes: CLASSES, width, scale: 1 },
    ...{ train: set, validation: set, test: set },
  };
}
