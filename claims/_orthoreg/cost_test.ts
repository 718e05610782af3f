import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import type { Cell, CostContext, RunCost } from "../../src/lab/mod.ts";
import { armsCost, updatesCost } from "./cost.ts";
import { updateProtocols, type UpdateSettings } from "./settings.ts";

const { settings } = updateProtocols("coded", { only: ["non-lin"] }).default[0]!;
const context = {
  suite: { name: "suite", tasks: ["a", "b", "c", "d", "e"].map((name) => ({ name })) },
};
const costs = (options: { settings: UpdateSettings; strength?: number }, seed = 0): RunCost[] =>
  updatesCost({ seed } as Cell, context as unknown as CostContext, options);
const trainings = (runs: readonly RunCost[]) =>
  runs.filter(({ name }) => name.startsWith("updates"));

Deno.test("a chosen strength costs the trainings at each that is tried, once for all seeds", () => {
  const [first, second] = [costs({ settings }), costs({ settings }, 1)];
  const { tasks, strengths } = settings;
  assertEquals(trainings(first).length, tasks * strengths.length);
  assertEquals(first.filter(({ name }) => name.startsWith("addition")).length, strengths.length);
  // The others train at the one that was chosen, too, whichever that is.
  assertEquals(trainings(second).length, tasks * (strengths.length + 1));
  assertEquals(
    second.slice(0, first.length).map(({ name }) => name),
    first.map(({ name }) => name),
  );
});

Deno.test("what is not chosen is trained once, and named by what it is trained with", () => {
  const known = costs({ settings, strength: 100 });
  const plain = costs({ settings: { ...settings, penalty: "none" } });
  assertEquals([trainings(known).length, trainings(plain).length], [
    settings.tasks,
    settings.tasks,
  ]);
  assertNotEquals(trainings(known)[0]!.name, trainings(plain)[0]!.name);
  const fixed = costs({ settings: { ...settings, strengths: [100] } });
  assertEquals(fixed, known);
});

Deno.test("linearised training and a penalty take longer", () => {
  const of = (change: Partial<UpdateSettings>) =>
    trainings(costs({ settings: { ...settings, penalty: "none", ...change }, strength: 1 }))[0]!;
  assertAlmostEquals(of({ method: "tta" }).flops, 2 * of({}).flops, 1e-3);
  assertAlmostEquals(of({ penalty: "coded" }).flops, 1.25 * of({}).flops, 1e-3);
});

Deno.test("a cell that compares with the norm-only penalty costs its trainings, too", () => {
  const of = (reading: string, arm = "main") => {
    const cell = { reading, arm, seed: 0, protocol: { settings } } as unknown as Cell;
    return trainings(armsCost(cell, context as unknown as CostContext)).length;
  };
  const { tasks, strengths } = settings;
  assertEquals(of("coded"), tasks * (1 + strengths.length));
  assertEquals(of("beyond-norm-only"), tasks * (1 + 2 * strengths.length));
  assertEquals(of("coded", "control:no-penalty"), tasks * 2);
});
