import { assertEquals, assertRejects } from "@std/assert";
import { type Images, proceduralSuite, STEM_WIDTH, type TaskSuite } from "../../src/data/mod.ts";
import type { Cell, Lab } from "../../src/lab/mod.ts";
import { firstOf, taskInputs } from "./inputs.ts";

const lab: Lab = {
  get engine(): never {
    throw new TypeError("drawing needs no device");
  },
  remember: (_recipe, train) => Promise.resolve(train()),
};
const strokes = { task: "strokes", settings: { model: "mlp" } } as const;
const cell = { seed: 0 } as Cell;
const suite = proceduralSuite({ profile: "smoke" });

/** The suite with one split of every task replaced. */
function spoilt(digest: string, change: (splits: ReturnType<TaskSuite["splits"]>) => object) {
  const splits: TaskSuite["splits"] = (task, options) => {
    const right = suite.splits(task, options);
    return { ...right, ...change(right) };
  };
  return { ...suite, digest, splits };
}

Deno.test("a task's inputs are the features of its images, with their labels", async () => {
  const { train, test, prototypes, classes } = await taskInputs({ lab, suite, cell }, strokes);
  assertEquals([train.count, test.count, prototypes.count, classes], [256, 256, 160, 10]);
  assertEquals(train.features.length, 256 * STEM_WIDTH);
  assertEquals(train.labels, suite.splits("strokes", { seed: 0 }).train.labels);
});

Deno.test("the first samples keep their features and labels, and are no more than there are", () => {
  const set = {
    features: Float32Array.of(1, 2, 3, 4, 5, 6),
    labels: Uint16Array.of(0, 2, 1),
    count: 3,
  };
  const two = { features: Float32Array.of(1, 2, 3, 4), labels: Uint16Array.of(0, 2), count: 2 };
  assertEquals(firstOf(set, 2), two);
  assertEquals(firstOf(set, 4), set);
});

Deno.test("splits that share more than a hundredth of their images are refused by name", async () => {
  const asTest = spoilt("validation is test", ({ test }) => ({ validation: test }));
  await assertRejects(
    () => taskInputs({ lab, suite: asTest, cell }, strokes),
    RangeError,
    "256 of the 256 images of split 'test' are also in 'validation'",
  );
  const leak = (images: number) => ({ train, test }: { train: Images; test: Images }) => {
    const pixels = train.pixels.slice();
    pixels.set(test.pixels.subarray(0, images * 768));
    return { train: { ...train, pixels } };
  };
  await assertRejects(
    () => taskInputs({ lab, suite: spoilt("3 leak", leak(3)), cell }, strokes),
    RangeError,
    "3 of the 256 images of split 'test' are also in 'train'",
  );
  const tolerated = await taskInputs({ lab, suite: spoilt("2 leak", leak(2)), cell }, strokes);
  assertEquals(tolerated.test.count, 256);
});
