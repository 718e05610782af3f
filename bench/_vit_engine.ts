import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { Engine } from "../src/engine/mod.ts";
import {
  deviceHead,
  headLoss,
  initialiseVit,
  parameterTensors,
  type VitConfig,
  vitEncoder,
} from "../src/model/mod.ts";
import { stream } from "../src/random/mod.ts";
import { startOptimiser } from "../src/train/mod.ts";
import type { Turns } from "./_contest.ts";

/** The experiments' transformer. */
const CONFIG: VitConfig = {
  ...{ tokens: 16, tokenWidth: 64, width: 48, layers: 2, heads: 4, mlpRatio: 2, outputs: 64 },
};
const [CLASSES, SCALE] = [10, 16] as const;

/** Milliseconds of AdamW's steps on random samples under a frozen head, after some that do not count. */
export function timeSteps(
  engine: Engine,
  { steps, warmUp, batch }: Omit<Turns, "rounds"> & { readonly batch: number },
): number[] {
  const { tf } = engine;
  const encoder = vitEncoder(CONFIG);
  const normal = stream("bench", "vit").normal;
  const random = (rows: number, columns: number) => {
    const values = Float32Array.from({ length: rows * columns }, normal);
    return engine.tensor(values, [rows, columns]) as Tensor2D;
  };
  const prototypes = Float32Array.from({ length: CLASSES * encoder.width }, normal)
    .map((x) => x / Math.sqrt(encoder.width));
  const head = { prototypes, classes: CLASSES, width: encoder.width, scale: SCALE };
  const labels = tf.tensor1d(Array.from({ length: batch }, (_, i) => i % CLASSES), "int32");
  const loss = headLoss(encoder, {
    head: deviceHead(engine, { encoder, head }),
    inputs: random(batch, encoder.inputs),
    targets: tf.cast(tf.oneHot(labels, CLASSES), "float32") as Tensor2D,
  });
  const theta = initialiseVit(CONFIG, stream("bench", "base"));
  const base: Tensor[] = parameterTensors(engine, { encoder, theta });
  const run = startOptimiser(engine, {
    ...{ base, steps: warmUp + steps },
    optimiser: { kind: "adamw", learningRate: 1e-3, weightDecay: .1 },
    schedule: { kind: "constant", warmupSteps: 0 },
  });
  const times = Array.from({ length: warmUp + steps }, () => {
    const start = performance.now();
    const { loss: value, gradient } = engine.gradient(loss, run.weights);
    tf.dispose([value, run.step(gradient), ...gradient]);
    return performance.now() - start;
  });
  return times.slice(warmUp);
}
