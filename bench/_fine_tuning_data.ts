import { initialise, mlpEncoder } from "../src/model/mod.ts";
import { stream } from "../src/random/mod.ts";
import type { Architecture } from "../src/reference/mod.ts";
import type { FineTuning, LabelledSet } from "../src/train/mod.ts";

/** The default profile's fine-tuning: its shapes, with random features, since only time is measured. */
export const TASKS = 8, EPOCHS = 10;
const [SAMPLES, CLASSES, SCALE] = [2048, 10, 16] as const;
const architecture: Architecture = {
  widths: [460, 256, 256, 64],
  activation: "relu",
  loss: "cross-entropy",
  bias: true,
};
const recipe: FineTuning["recipe"] = {
  optimiser: { kind: "adamw", learningRate: 3e-4, weightDecay: .1 },
  schedule: { kind: "constant", warmupSteps: 0 },
  batchSize: 64,
  epochs: EPOCHS,
};

/** The trainings, and the folder in which fine_tuning.py finds the same. */
export interface Trainings {
  readonly folder: string;
  of(task: number, options: { epochs: number }): FineTuning;
}

/** Draws data for all tasks and writes it to a new temporary folder. */
export async function makeTrainings(): Promise<Trainings> {
  const folder = await Deno.makeTempDir({ prefix: "taskproof-bench-" });
  const write = (name: string, values: Float32Array | Uint16Array | Int32Array) =>
    Deno.writeFile(`${folder}/${name}`, new Uint8Array(values.buffer));
  const { widths } = architecture;
  const base = initialise(architecture, stream("bench", "base"));
  await write("base", base);
  const settings = { widths, batch: recipe.batchSize, scale: SCALE, ...recipe.optimiser };
  await Deno.writeTextFile(`${folder}/settings.json`, JSON.stringify(settings));
  const trainings: FineTuning[] = [];
  for (let task = 0; task < TASKS; task++) {
    const normal = stream("bench", "task", task).normal;
    const width = widths.at(-1)!;
    const train: LabelledSet = {
      features: Float32Array.from({ length: SAMPLES * widths[0]! }, normal),
      labels: Uint16Array.from({ length: SAMPLES }, (_, i) => i % CLASSES),
      count: SAMPLES,
    };
    const prototypes = Float32Array.from({ length: CLASSES * width }, normal);
    for (let c = 0; c < CLASSES; c++) {
      const row = prototypes.subarray(c * width, (c + 1) * width);
      row.set(row.map((x) => x / Math.hypot(...row)));
    }
    const order = ["bench", "order", task];
    const orders = Array.from(
      { length: EPOCHS },
      (_, epoch) =>
        stream(...order, "epoch", epoch + 1).shuffle(Array.from({ length: SAMPLES }, (_, i) => i)),
    );
    await write(`features-${task}`, train.features);
    await write(`labels-${task}`, train.labels);
    await write(`prototypes-${task}`, prototypes);
    await write(`order-${task}`, Int32Array.from(orders.flat()));
    const head = { prototypes, classes: CLASSES, width, scale: SCALE };
    const sets = { train, validation: train, test: train };
    trainings.push({
      encoder: mlpEncoder(architecture),
      base,
      head,
      ...sets,
      recipe,
      order,
      record: { deltas: [] },
    });
  }
  return {
    folder,
    of: (task, { epochs }) => ({
      ...trainings[task]!,
      recipe: { ...recipe, epochs },
      record: { deltas: [epochs] },
    }),
  };
}
