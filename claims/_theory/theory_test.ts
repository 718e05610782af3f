import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { syntheticSource } from "../../src/data/mod.ts";
import { float64Arithmetic } from "../../src/train/mod.ts";
import { withoutKinks } from "./allowance.ts";
import { ALL, byProfile, square, theoryProtocol } from "./design.ts";
import { problemOf, problemRecipe, withoutSamples } from "./problem.ts";
import { regressionStep } from "./regression.ts";
import { combine, largestRatio, norm } from "./vector.ts";

const source = syntheticSource();
const settings = { activation: "softplus", depth: 3, tasks: 4, alpha: 0.3 } as const;

Deno.test("a problem is what its protocol says", () => {
  const { architecture, base, tasks } = problemOf({ source, settings, seed: 0 });
  assertEquals(architecture.widths, [16, 24, 24, 5]);
  assertEquals(architecture.activation, "softplus");
  assertEquals(base.length, 16 * 24 + 24 + 24 * 24 + 24 + 24 * 5 + 5);
  assertEquals(tasks.map(({ count }) => count), [48, 48, 48, 48]);
});

Deno.test("seeds differ in weights and samples, tasks in samples", () => {
  const [one, other] = [0, 1].map((seed) => problemOf({ source, settings, seed }));
  assertNotEquals(one!.base, other!.base);
  one!.tasks.forEach((task, t) => assertNotEquals(task.inputs, other!.tasks[t]!.inputs));
  assertNotEquals(one!.tasks[0]!.inputs, one!.tasks[1]!.inputs);
});

Deno.test("a recipe names the very weights and samples", () => {
  const problem = problemOf({ source, settings, seed: 0 });
  const name = (changed: typeof problem) =>
    JSON.stringify(problemRecipe(changed, { arithmetic: "float64", seed: 0 }));
  const [first, ...rest] = problem.tasks;
  const labels = { ...first!, targets: first!.targets.toReversed() };
  const names = [
    problem,
    { ...problem, tasks: [labels, ...rest] },
    { ...problem, tasks: rest },
    { ...problem, tasks: withoutSamples(problem.tasks, new Set([3])) },
    { ...problem, base: problem.base.map((weight, i) => i === 7 ? 0 : weight) },
  ].map(name);
  assertEquals(new Set(names).size, names.length);
});

Deno.test("dropping samples keeps rows together", () => {
  const [task] = source.tasks({ tasks: 1, samples: 4, seed: 3 });
  const [kept] = withoutSamples([task!], new Set([1]));
  assertEquals(kept!.count, 3);
  assertEquals(kept!.inputs.subarray(16, 32), task!.inputs.subarray(32, 48));
  assertEquals([...kept!.labels], [task!.labels[0], task!.labels[2], task!.labels[3]]);
});

Deno.test("a sample on a ReLU kink is dropped from every task", () => {
  const relu = { ...settings, activation: "relu", depth: 2 } as const;
  const problem = problemOf({ source, settings: relu, seed: 0 });
  // One sample that excites one weight only, and the bias that cancels it.
  const base = problem.base.map((weight, i) => i === 16 * 24 ? -problem.base[0]! : weight);
  const [first, ...rest] = problem.tasks;
  const cancelled = first!.inputs.map((value, i) => i >= 16 ? value : i === 0 ? 1 : 0);
  const spoilt = { ...problem, base, tasks: [{ ...first!, inputs: cancelled }, ...rest] };
  assertEquals(withoutKinks(spoilt).tasks.map(({ count }) => count), [47, 47, 47, 47]);
});

Deno.test("the square is Graeco-Latin: every pair of levels occurs once", () => {
  const protocols = square(ALL);
  assertEquals(protocols.length, 9);
  const pairs = (one: (s: typeof protocols[0]["settings"]) => unknown) =>
  (
    other: (s: typeof protocols[0]["settings"]) => unknown,
  ) => new Set(protocols.map((p) => `${one(p.settings)} ${other(p.settings)}`)).size;
  const level = ({ alpha, tasks }: { alpha: number; tasks: number }) =>
    alpha === 1 / tasks ? "1/T" : alpha;
  assertEquals(pairs((s) => s.activation)((s) => s.tasks), 9);
  assertEquals(pairs((s) => s.depth)((s) => s.tasks), 9);
  assertEquals(pairs(level)((s) => s.tasks), 9);
  assertEquals(pairs(level)((s) => s.depth), 9);
});

Deno.test("profiles grow, and protocol ids are unique", () => {
  const { smoke, default: normal, nightly } = byProfile(ALL);
  assertEquals([smoke.length, normal.length, nightly.length], [3, 9, 27]);
  assertEquals(new Set(nightly.map(({ id }) => id)).size, 27);
  assertEquals(
    theoryProtocol({ ...settings, alpha: 1 / 3, epochs: 5 }).id,
    "softplus-d3-T4-a0.3333-k5",
  );
});

Deno.test("the hand-written regression gradient is the reference's", async () => {
  const problem = problemOf({ source, settings, seed: 2, quadratic: true });
  const expected = await float64Arithmetic(problem).gradient([1]);
  const actual = regressionStep(problem, problem.tasks[1]!);
  assert(norm(combine([1, actual], [-1, expected])) <= 1e-14 * norm(expected));
});

Deno.test("the largest ratio keeps a NaN, and nothing has none", () => {
  assertEquals(largestRatio(Float64Array.of(1, -6), Float64Array.of(2, 2)), 3);
  assertEquals(largestRatio(Float64Array.of(NaN, 9), Float64Array.of(1, 1)), NaN);
  assertThrows(() => largestRatio(new Float64Array(0), new Float64Array(0)), RangeError);
});
