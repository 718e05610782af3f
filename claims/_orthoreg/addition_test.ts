import { assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { proceduralSuite, type TaskSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Cell, Lab, Recipe, Run } from "../../src/lab/mod.ts";
import { evaluate } from "../../src/train/mod.ts";
import { frozenBase } from "../_experiments/base.ts";
import { taskHead } from "../_experiments/head.ts";
import { taskInputs } from "../_experiments/inputs.ts";
import { mean } from "../_experiments/merging.ts";
import { modelOf } from "../_experiments/model.ts";
import { SETTINGS as settings } from "./_testing.ts";
import { additionOf, BEYOND, type Experts, expertsOf, GRID } from "./addition.ts";
import { type Context, tasksOf, type Updates } from "./updates.ts";

const base = frozenBase(modelOf(settings));
const made = proceduralSuite({ profile: "smoke" });
const second = made.tasks[1]!.name;

/** Two tasks, of the second of which all validation images are labelled as the first class. */
const suite: TaskSuite = {
  ...made,
  digest: `${made.digest}, of the first class`,
  splits(task, options) {
    const { validation, ...others } = made.splits(task, options);
    const labels = task === second ? validation.labels.map(() => 0) : validation.labels;
    return { ...others, validation: { ...validation, labels } };
  },
};

// Half of the way each to no weights at all, with which every image is of the first class: at α = 1
// the sum is there, which is best for the second task's validation images, and bad for the first's.
const half = base.map((weight) => -weight / 2);
const updates: Updates = { settings, strength: 0, vectors: [half, half], name: "half the base" };

/** Works on a device, with experts that were found before, or with none. */
function withDevice(work: (context: Context) => Promise<void>, experts?: Experts): Promise<void> {
  return withEngine(openReplaced, async (engine) => {
    const lab: Lab = {
      engine,
      async remember<R extends Run>({ kind }: Recipe, train: () => Promise<R> | R) {
        if (kind !== "experts of updates" || experts === undefined) return await train();
        const { test, validation } = experts;
        const stored: Run = {
          test: Float64Array.from(test),
          validation: Float64Array.from(validation),
        };
        return stored as R;
      },
    };
    await work({ lab, suite, cell: { seed: 0 } as Cell });
  });
}

/** Accuracies [T] at θ_b + α · `vector`, without the code that merges are evaluated by. */
async function accuraciesAt(
  context: Context,
  { vector, alpha, split }: {
    vector: Float32Array;
    alpha: number;
    split: "validation" | "test";
  },
): Promise<number[]> {
  const theta = base.map((weight, i) => weight + alpha * vector[i]!);
  const found: number[] = [];
  for (const task of tasksOf(context, settings)) {
    const { accuracy } = await evaluate(context.lab.engine, {
      ...{ encoder: modelOf(settings).encoder, theta },
      head: await taskHead(context, { task, settings }),
      set: (await taskInputs(context, { task, settings }))[split],
    });
    found.push(accuracy);
  }
  return found;
}

Deno.test("coefficients are P2's, and go to 3 where the cap is lifted", () => {
  assertEquals([GRID.length, GRID[0], GRID[1], GRID.at(-1)], [21, 0, 0.05, 1]);
  assertEquals([BEYOND.length, BEYOND[0], BEYOND[1], BEYOND.at(-1)], [61, 0, 0.05, 3]);
});

const weights: readonly { readonly experts: Experts; readonly good: "first" | "second" }[] = [
  { good: "first", experts: { validation: [0.01, 1], test: [1, 0.01] } },
  { good: "second", experts: { validation: [1, 0.01], test: [0.01, 1] } },
];
for (const { good, experts } of weights) {
  Deno.test(`a weak expert on validation counts most for α: the ${good} task's; what is reached there is tested`, () =>
    withDevice(async (context) => {
      const { alpha, onEdge, merged, validation, beyond } = await additionOf(context, updates);
      if (good === "first") assertLess(alpha, 0.5);
      else assertEquals(alpha, 1);
      assertEquals(onEdge, good === "first" ? 0 : 1);
      const vector = base.map((weight) => -weight);
      const [tested, validated] = await Promise.all(
        (["test", "validation"] as const).map((split) =>
          accuraciesAt(context, { vector, alpha, split })
        ),
      );
      assertEquals(merged, tested);
      assertNotEquals(tested, validated);
      assertEquals(validation, mean(validated!));
      if (good === "first") assertEquals(beyond.alpha, alpha);
      const further = { vector, alpha: beyond.alpha, split: "test" } as const;
      assertEquals(beyond.merged, mean(await accuraciesAt(context, further)));
    }, experts));
}

Deno.test("an expert is its own vector, whole, on its own task, tested and validated apart", () =>
  withDevice(async (context) => {
    const vectors = [half, base.map((weight) => -weight)];
    const { test, validation } = await expertsOf(context, { ...updates, vectors });
    for (const [t, vector] of vectors.entries()) {
      const own = async (split: "validation" | "test") =>
        (await accuraciesAt(context, { vector, alpha: 1, split }))[t];
      assertEquals([test[t], validation[t]], [await own("test"), await own("validation")]);
      assertNotEquals(test[t], validation[t]);
    }
  }));
