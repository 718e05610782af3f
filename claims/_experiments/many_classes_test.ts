import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { ppmBytes, write, writeSuite } from "../../src/data/real_suite/_files_testing.ts";
import { parquetBytes } from "../../src/data/real_suite/_parquet_testing.ts";
import { inFolder } from "../../src/data/_temp_folder_testing.ts";
import { openRealSuite } from "../../src/data/mod.ts";
import { withEngine } from "../../src/engine/_testing.ts";
import { type Engine, openEngine } from "../../src/engine/mod.ts";
import {
  type Cell,
  decodeSafetensors,
  encodeSafetensors,
  type Lab,
  type Recipe,
  type Run,
} from "../../src/lab/mod.ts";
import { openEvaluator } from "../../src/train/mod.ts";
import { baseWeights } from "./base.ts";
import { taskHead } from "./head.ts";
import { taskInputs } from "./inputs.ts";
import { modelOf } from "./model.ts";
import { trainTask } from "./training.ts";

const CLASSES = 300;
const IMAGES = [0, 1, 2, 3];
/** Names whose order is that of the labels. */
const NAMES = Array.from({ length: CLASSES }, (_, label) => `class-${label + 100}`);
const settings = { model: "mlp", base: "frozen" } as const;
const recipe = {
  optimiser: { kind: "sgd", learningRate: 0.01 },
  schedule: { kind: "constant", warmupSteps: 0 },
  batchSize: "full",
  epochs: 1,
} as const;

/** One colour for all images of a class but for a pixel that tells them apart. */
function image(label: number, index: number): Uint8Array {
  const colour = [label % 7, Math.floor(label / 7) % 7, Math.floor(label / 49)].map((c) => 40 * c);
  const bytes = ppmBytes(16, 0), start = bytes.length - 768;
  for (let i = 0; i < 768; i++) bytes[start + i] = colour[i % 3]!;
  bytes[start] = 10 * index + 5;
  return bytes;
}

async function writeSets(data: string): Promise<void> {
  await writeSuite(data);
  const rows = NAMES.flatMap((_, label) =>
    IMAGES.map((i) => ({ image: { bytes: image(label, i), path: "" }, label }))
  );
  const table = parquetBytes(rows, { names: NAMES, groupRows: 250 });
  await write(join(data, "cars", "x.parquet"), table);
  for (const [label, name] of NAMES.entries()) {
    for (const i of IMAGES) await write(join(data, "sun397", name, `${i}.ppm`), image(label, i));
  }
}

/** A lab whose runs go through the format of the store. */
const labOn = (engine: Engine): Lab => ({
  engine,
  async remember<R extends Run>(_recipe: Recipe, train: () => Promise<R> | R) {
    const file = encodeSafetensors({ tensors: await train(), metadata: {} });
    return decodeSafetensors(file).tensors as R;
  },
});

Deno.test("sets of 300 classes are opened, headed, trained on and evaluated by all their labels", async () => {
  await withEngine(() => openEngine({ device: "cpu" }), (engine) =>
    inFolder(async (data) => {
      await writeSets(data);
      const suite = await openRealSuite(data, { profile: "default" });
      const measurement = { lab: labOn(engine), suite, cell: { seed: 0 } as Cell };
      for (const task of ["sun397", "cars"]) {
        const { train, test, classes } = await taskInputs(measurement, { task, settings });
        assertEquals([classes, new Set(train.labels).size, test.count], [CLASSES, CLASSES, 300]);

        const training = { task, settings, recipe, record: { deltas: [1], evaluate: true } };
        const [before, after] = (await trainTask(measurement, training))["train-loss"]!;
        assert(after! < before!, `${task}: ${before} to ${after}`);

        const head = await taskHead(measurement, { task, settings });
        const { encoder } = modelOf(settings);
        const theta = await baseWeights(measurement, settings);
        const evaluator = openEvaluator(engine, { encoder, sets: [{ head, set: test }] });
        const [given] = await evaluator.predict(theta);
        const [evaluation] = await evaluator.evaluate(theta);
        evaluator.dispose();
        const right = test.labels.filter((label, i) => label === given![i]);
        assertEquals(right.length / test.count, evaluation!.accuracy);
        // Of labels that keep eight bits, none above 255 could be right.
        assert(right.some((label) => label > 255), `${task}: none of ${right.length}`);
      }
    }));
});
