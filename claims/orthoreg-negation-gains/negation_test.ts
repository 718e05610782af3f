import { assertAlmostEquals, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Cell, Lab } from "../../src/lab/mod.ts";
import type { LabelledSet } from "../../src/train/mod.ts";
import { frozenBase } from "../_experiments/base.ts";
import { firstOf, taskInputs } from "../_experiments/inputs.ts";
import { mean } from "../_experiments/merging.ts";
import { MODELS } from "../_experiments/model.ts";
import type { UpdateSettings } from "../_orthoreg/settings.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { ofTheNextTask, scaled } from "./arms.ts";
import { negationCurve } from "./curves.ts";
import { chosenScaling, matchedNegationOf, negationsOf } from "./negation.ts";
import { CONTROL_IMAGES } from "./settings.ts";

Deno.test("α forgets most of those that keep enough of the control, and says where the cap binds", () => {
  const curve = { grid: [0, 0.5, 1], target: [0.5, 0.3, 0.1], control: [0.6, 0.58, 0.5] };
  assertEquals(chosenScaling(curve, 0.95), { scaling: 0.5, onEdge: 0 });
  assertEquals(chosenScaling(curve, 0.8), { scaling: 1, onEdge: 1 });
  assertEquals(chosenScaling({ ...curve, target: [0.1, 0.1, 0.1] }, 0.8).scaling, 0);
  const dented = { ...curve, control: [NaN, 0.1, 0.1] };
  assertThrows(() => chosenScaling(dented, 0.95), RangeError, "is not a finite accuracy");
});

const suite = proceduralSuite({ profile: "smoke" });
const base = frozenBase(MODELS.mlp);
const settings: UpdateSettings = {
  ...{ model: "mlp", base: "frozen", method: "non-lin", penalty: "none" },
  ...{ tasks: 2, samples: 256, epochs: 1, batchSize: 32, strengths: [1] },
};
// Subtracted at α = 1, the base itself leaves no weight: every image is then of the first class.
const updates: Updates = { settings, strength: 0, vectors: [base, base], name: "the base" };

Deno.test("a vector is subtracted, from the task's accuracy and from that of few images of others", async () => {
  await withEngine(openReplaced, async (engine) => {
    const lab: Lab = { engine, remember: async (_recipe, train) => await train() };
    const context = { lab, suite, cell: { seed: 0 } as Cell };
    const [first, second] = await Promise.all(
      suite.tasks.slice(0, 2).map(({ name: task }) => taskInputs(context, { task, settings })),
    );
    const ofFirstClass = ({ labels, count }: LabelledSet) =>
      labels.filter((label) => label === 0).length / count;
    const curve = await negationCurve(context, {
      updates,
      t: 0,
      grid: [0, 1],
      split: "validation",
    });
    assertEquals(curve.target[1], ofFirstClass(first!.validation));
    assertEquals(curve.control[1], ofFirstClass(firstOf(second!.validation, CONTROL_IMAGES)));

    const tested = await negationCurve(context, { updates, t: 1, grid: [1, 1], split: "test" });
    assertEquals(tested.target, Array(2).fill(ofFirstClass(second!.test)));
    assertEquals(tested.control, Array(2).fill(ofFirstClass(firstOf(first!.test, CONTROL_IMAGES))));

    const labels = new Uint16Array(first!.validation.count);
    const relabelled = await negationCurve(context, {
      ...{ updates, t: 0, grid: [0, 1], split: "validation", labels },
    });
    assertEquals([relabelled.target[1], relabelled.control], [1, curve.control]);
  });
});

Deno.test("forgetting keeps .95, .9 and .8 of the control, for each task at an α of its own", async () => {
  await withEngine(openReplaced, async (engine) => {
    const lab: Lab = { engine, remember: async (_recipe, train) => await train() };
    const context = { lab, suite, cell: { seed: 0 } as Cell };
    const found = await negationsOf(context, updates);
    assertEquals(found.map(({ scaling }) => scaling.length), [2, 2, 2]);
    const scalings = found.map(({ scaling }) => mean(scaling));
    assertEquals(scalings, scalings.toSorted((a, b) => a - b));
    const grid = found.map(({ scaling }) => scaling[1]!);
    const { target, control } = await negationCurve(context, {
      ...{ updates, t: 1, grid, split: "test" },
    });
    assertEquals(found.map((negation) => negation.target[1]), target.map((share) => 100 * share));
    assertEquals(found.map((negation) => negation.control[1]), control.map((share) => 100 * share));
  });
});

Deno.test("at equal control, α lies where just .95 of the base's is left, between those of the grid and beyond 1", async () => {
  await withEngine(openReplaced, async (engine) => {
    const lab: Lab = { engine, remember: async (_recipe, train) => await train() };
    const context = { lab, suite, cell: { seed: 0 } as Cell };
    const short = scaled(updates, [1 / 3, 1 / 3]);
    const { scaling, onEdge, target, control } = await matchedNegationOf(context, short);
    assertEquals(onEdge, [0, 0]);
    for (const [t, alpha] of scaling.entries()) {
      assertGreater(alpha, 1);
      // On the grid of twentieths, whose neighbours of α are the ends of a straight line.
      const before = Math.floor(20 * alpha) / 20;
      const at = (grid: readonly number[], split: "validation" | "test") =>
        negationCurve(context, { updates: short, t, grid, split });
      const curve = await at([0, before, before + 1 / 20], "validation");
      const [ofBase, from, to] = curve.control as [number, number, number];
      assertAlmostEquals(from + 20 * (alpha - before) * (to - from), 0.95 * ofBase, 1e-9);
      const tested = await at([alpha], "test");
      assertEquals([target[t], control[t]], [100 * tested.target[0]!, 100 * tested.control[0]!]);
    }
  });
});

Deno.test("controls scale vectors and exchange them, and call them something else", () => {
  const vectors = [Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(5, 6)];
  const three: Updates = { ...updates, vectors };
  const shorter = scaled(three, [1, 1 / 8, 0]);
  assertEquals([...shorter.vectors[1]!, ...shorter.vectors[2]!], [0.375, 0.5, 0, 0]);
  assertEquals([...ofTheNextTask(three).vectors], [vectors[1], vectors[2], vectors[0]]);
  const names = [three, shorter, scaled(three, [2, 2, 2]), ofTheNextTask(three)].map(({ name }) =>
    name
  );
  assertEquals(new Set(names).size, 4);
});
