/**
 * Prints a frozen base's zero-shot accuracy on each task, mean over three draws of prototypes; the MLP's
 * unless another model is named.
 *
 *     deno run -A bench/zero_shot.ts vit
 */
import { frozenBase } from "../claims/_experiments/base.ts";
import { type ModelName, modelOf } from "../claims/_experiments/model.ts";
import { type Images, proceduralSuite } from "../src/data/mod.ts";
import { openEngine } from "../src/engine/mod.ts";
import { embed, prototypeHead } from "../src/model/mod.ts";
import { evaluate } from "../src/train/mod.ts";

const SEEDS = [0, 1, 2];
const model = modelOf({ model: (Deno.args[0] ?? "mlp") as ModelName });

const engine = await openEngine();
const suite = proceduralSuite({ profile: "default" });
const accuracies: number[] = [];
for (const { name, classes } of suite.tasks) {
  let sum = 0;
  for (const seed of SEEDS) sum += await zeroShot(name, { classes: classes.length, seed });
  accuracies.push(sum / SEEDS.length);
  console.log(`${name.padEnd(12)} ${classes.length} classes  ${accuracies.at(-1)!.toFixed(3)}`);
}
console.log(
  `${"mean".padEnd(23)} ${(accuracies.reduce((a, b) => a + b) / accuracies.length).toFixed(3)}`,
);
console.log(`${suite.name} suite ${suite.digest.slice(0, 12)}, ${engine.device.label}`);
engine.close();

async function zeroShot(task: string, { classes, seed }: { classes: number; seed: number }) {
  const { prototypes, test } = suite.splits(task, { seed });
  const [shown, asked] = [setOf(prototypes), setOf(test)];
  const network = { encoder: model.encoder, theta: frozenBase(model) };
  const embeddings = await embed(engine, { ...network, ...shown });
  const head = prototypeHead({
    embeddings,
    labels: shown.labels,
    classes,
    scale: model.recipe.scale,
  });
  return (await evaluate(engine, { ...network, head, set: asked })).accuracy;
}

function setOf(images: Images) {
  return { features: model.features(images), labels: images.labels, count: images.count };
}
