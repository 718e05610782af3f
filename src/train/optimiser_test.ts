import { assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import fixture from "../../fixtures/train/torch_optimisers.json" with { type: "json" };
import { testOnEveryDevice } from "../engine/_testing.ts";
import { affine, crossEntropy, type Engine, openEngine } from "../engine/mod.ts";
import { flatten } from "../model/mod.ts";
import { type FineTuningRecipe, scheduleFactor, startOptimiser } from "./mod.ts";

type Case = Pick<FineTuningRecipe, "optimiser" | "schedule" | "clip">;

/** Softmax regression on the fixture's samples, which starts at its weights. */
function regression(engine: Engine) {
  const [samples, inputs, classes] = fixture.shape as [number, number, number];
  const tensor = (values: readonly number[], shape: readonly number[]) =>
    engine.tensor(Float32Array.from(values), shape);
  const x = tensor(fixture.features, [samples, inputs]);
  const hot = fixture.labels.flatMap((label) =>
    Array.from({ length: classes }, (_, c) => c === label ? 1 : 0)
  );
  const targets = tensor(hot, [samples, classes]);
  const base = [
    tensor(fixture.theta.slice(0, inputs * classes), [inputs, classes]),
    tensor(fixture.theta.slice(inputs * classes), [classes]),
  ];
  const loss = ([weight, bias]: Parameters<Parameters<Engine["gradient"]>[0]>[0]) =>
    crossEntropy(affine(x, { weight: weight!, bias: bias! }), targets);
  return { base, loss };
}

testOnEveryDevice("weights and norms are PyTorch's after 1, 2, 5 and 20 steps", async (engine) => {
  const { base, loss } = regression(engine);
  for (const entry of fixture.cases) {
    const run = startOptimiser(engine, { ...(entry as Case), base, steps: fixture.steps });
    for (let step = 1, seen = 0; step <= fixture.steps; step++) {
      const { gradient } = engine.gradient(loss, run.weights);
      const norm = run.step(gradient);
      if (!fixture.seenAt.includes(step)) continue;
      const [length] = await engine.read(norm);
      assertLess(Math.abs(length! / entry.norms[step - 1]! - 1), 2e-6);
      const found = await flatten(engine, run.weights);
      const moved = await flatten(engine, run.displacement);
      entry.seen[seen++]!.forEach((expected, i) => {
        assertLess(Math.abs(found[i]! - expected), 6e-7);
        assertLess(Math.abs(moved[i]! - (expected - fixture.theta[i]!)), 6e-7);
      });
    }
    run.dispose();
  }
});

Deno.test("a step is refused when all that were announced are taken, and nothing is leaked", async () => {
  const engine = await openEngine({ device: "cpu" });
  try {
    const { base, loss } = regression(engine);
    const { gradient } = engine.gradient(loss, base);
    const before = engine.tf.memory().numTensors;
    const run = startOptimiser(engine, { ...(fixture.cases.at(-1) as Case), base, steps: 1 });
    run.step(gradient).dispose();
    assertThrows(() => run.step(gradient), RangeError, "Cannot take step 2");
    run.dispose();
    assertEquals(engine.tf.memory().numTensors, before);
  } finally {
    engine.close();
  }
});

Deno.test("every step of a schedule has a positive rate, and the first after the warm-up the full one", () => {
  for (const kind of ["constant", "cosine"] as const) {
    const factors = Array.from(
      { length: 10 },
      (_, i) => scheduleFactor({ kind, warmupSteps: 3 }, { step: i + 1, steps: 10 }),
    );
    factors.forEach((factor) => assertGreater(factor, 0));
    assertEquals(factors.slice(0, 4), [1 / 3, 2 / 3, 1, 1]);
  }
});
