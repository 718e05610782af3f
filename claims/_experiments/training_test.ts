import { assertEquals } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import type { Cell, Lab } from "../../src/lab/mod.ts";
import { type TaskTraining, trainTask } from "./training.ts";

/** A lab that trains nothing, and writes down what it would have. */
function labThatKeeps(names: object[]): Lab {
  return {
    get engine(): never {
      throw new TypeError("naming needs no device");
    },
    remember(name, train) {
      if (name.kind === "images") return Promise.resolve(train());
      if (name.kind === "fine-tuning") names.push(name);
      return Promise.resolve({ accuracy: Float64Array.of(1) } as never);
    },
  };
}

Deno.test("a training's name holds what is trained and how it is regularised", async () => {
  const names: object[] = [];
  const context = {
    lab: labThatKeeps(names),
    suite: proceduralSuite({ profile: "smoke" }),
    cell: { seed: 0 } as Cell,
  };
  const training: TaskTraining = {
    task: "strokes",
    settings: { model: "vit", base: "frozen" },
    recipe: {
      optimiser: { kind: "sgd", learningRate: 1 },
      schedule: { kind: "constant", warmupSteps: 0 },
      batchSize: 8,
      epochs: 1,
    },
    record: { deltas: [1] },
  };
  const norm = { kind: "norm", strength: 1 } as const;
  const changes: Partial<TaskTraining>[] = [
    { tuning: { kind: "linearised" } },
    { tuning: { kind: "some", parameters: ["proj"] } },
    { tuning: { kind: "some", parameters: ["conv1.weight"] } },
    { regulariser: norm },
    { regulariser: { ...norm, strength: 2 } },
    { regulariser: { ...norm, gram: "smaller-side" } },
  ];
  for (const change of [{}, ...changes]) await trainTask(context, { ...training, ...change });
  assertEquals(new Set(names.map((name) => JSON.stringify(name))).size, changes.length + 1);
  // All is what is trained unless something is said.
  await trainTask(context, { ...training, tuning: { kind: "all" } });
  assertEquals(names.at(-1), names[0]);
});
