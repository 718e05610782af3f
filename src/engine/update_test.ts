import { assertEquals, assertLess } from "@std/assert";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { adamStep, type Engine, sgdStep } from "./mod.ts";
import { spread } from "./_spread.ts";
import { openReplaced, shortest, testOnEveryDevice, withEngine } from "./_testing.ts";

const SETTINGS = {
  ...{ learningRate: .01, weightDecay: .3, beta1: .8, beta2: .95, epsilon: 1e-3 },
  step: 3,
};

function state(engine: Engine, count: number) {
  const values = {
    base: spread(count, 1),
    displacement: spread(count, 2).map((x) => x / 8),
    gradient: spread(count, 3),
    first: spread(count, 4),
    second: spread(count, 5).map(Math.abs),
  };
  const tensors = Object.fromEntries(
    Object.entries(values).map(([name, array]) => [name, engine.tensor(array, [count])]),
  ) as Record<keyof typeof values, Tensor>;
  return { values, tensors: { ...tensors, gradientScale: engine.tf.scalar(.5) as Scalar } };
}

testOnEveryDevice("Adam's step is its formula's, at odd sizes too", async (engine) => {
  for (const count of [1, 3, 4, 11]) {
    const { values, tensors } = state(engine, count);
    const { learningRate, weightDecay, beta1, beta2, epsilon, step } = SETTINGS;
    const moved = adamStep(tensors, SETTINGS);
    const names = ["weight", "displacement", "first", "second"] as const;
    const found = await Promise.all(names.map((name) => engine.read(moved[name])));
    for (let i = 0; i < count; i++) {
      const g = .5 * values.gradient[i]!;
      const first = beta1 * values.first[i]! + (1 - beta1) * g;
      const second = beta2 * values.second[i]! + (1 - beta2) * g * g;
      const theta = values.base[i]! + values.displacement[i]!;
      const root = Math.sqrt(second / (1 - beta2 ** step)) + epsilon;
      const after = theta * (1 - learningRate * weightDecay) -
        learningRate * first / (1 - beta1 ** step) / root;
      [after, after - values.base[i]!, first, second].forEach((expected, part) =>
        assertLess(Math.abs(found[part]![i]! - expected), 3e-7)
      );
    }
  }
});

testOnEveryDevice("a step leaves what it starts from as it was", async (engine) => {
  const { values, tensors } = state(engine, 9);
  const before = engine.tf.memory().numTensors;
  const adam = adamStep(tensors, SETTINGS);
  const sgd = sgdStep(tensors, { learningRate: 2 });
  for (const name of ["base", "displacement", "gradient", "first", "second"] as const) {
    assertEquals(await engine.read(tensors[name]), values[name]);
  }
  const moved = values.displacement.map((d, i) => d - values.gradient[i]!);
  const found = await engine.read(sgd.displacement);
  found.forEach((d, i) => assertLess(Math.abs(d - moved[i]!), 2e-7));
  engine.tf.dispose([...Object.values(adam), ...Object.values(sgd)]);
  assertEquals(engine.tf.memory().numTensors, before);
});

Deno.test("Adam's step on wasm costs less than half of tfjs's", async () => {
  await withEngine(openReplaced, (engine) => {
    const { tf } = engine;
    const count = 2 ** 17;
    const { tensors } = state(engine, count);
    const theirs = tf.train.adam(.01);
    const variable = tf.variable(tensors.base);
    const stock = shortest(() =>
      theirs.applyGradients([{ name: variable.name, tensor: tensors.gradient }])
    );
    const ours = shortest(() => tf.dispose(Object.values(adamStep(tensors, SETTINGS))));
    assertLess(2 * ours, stock);
  });
});
