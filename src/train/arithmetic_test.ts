import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { syntheticSource } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import { testOnEveryDevice } from "../engine/_testing.ts";
import { initialise } from "../model/mod.ts";
import { stream } from "../random/mod.ts";
import type { Architecture } from "../reference/mod.ts";
import {
  type Arithmetic,
  deviceArithmetic,
  equalWeights,
  float64Arithmetic,
  type Problem,
  scheduled,
  unitRoundoff,
} from "./mod.ts";

const source = syntheticSource({ dimension: 6, classes: 3 });

function problemOf(loss: Architecture["loss"], activation: Architecture["activation"]): Problem {
  const architecture: Architecture = { widths: [6, 5, 4, 3], activation, loss, bias: true };
  return {
    architecture,
    base: initialise(architecture, stream(1, "base")),
    tasks: source.tasks({ tasks: 3, samples: 12, seed: 4 }),
  };
}

/** Registers a test of a problem's arithmetic on every device, which must give back its tensors. */
function testArithmetic(
  name: string,
  { problem, check }: { problem: Problem; check: (device: Arithmetic) => Promise<void> },
): void {
  testOnEveryDevice(name, async (engine: Engine) => {
    const before = engine.tf.memory().numTensors;
    const device = deviceArithmetic(engine, problem);
    await check(device);
    device.dispose();
    assertEquals(engine.tf.memory().numTensors, before, "the arithmetic leaks tensors");
  });
}

function assertClose(actual: Float64Array, expected: Float64Array, relative: number) {
  const scale = Math.max(...expected.map(Math.abs));
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i]!, relative * scale));
}

for (const loss of ["cross-entropy", "squared"] as const) {
  for (const activation of ["tanh", "softplus", "relu"] as const) {
    const problem = problemOf(loss, activation);
    testArithmetic(`the device agrees with float64: ${activation}, ${loss}`, {
      problem,
      async check(device) {
        const reference = float64Arithmetic(problem);
        const random = stream(2, "direction");
        const vector = Float64Array.from(problem.base, () => random.normal());
        const at = vector.map((entry) => 0.01 * entry);
        for (const summation of ["per-task", "one-graph"] as const) {
          const options = { at, summation };
          assertClose(
            await device.gradient([0, 2], options),
            await reference.gradient([0, 2], options),
            3e-6,
          );
        }
        assertClose(
          await device.hessianVector(1, { at, vector }),
          await reference.hessianVector(1, { at, vector }),
          1e-5,
        );
        const all = { schedule: [[0, 1, 2]], stepSize: 0.05, snapshots: [1, 3] };
        for (const form of ["descend", "descendWeights"] as const) {
          const [actual, expected] = [await device[form](all), await reference[form](all)];
          assertEquals(actual.length, 2);
          actual.forEach((snapshot, i) => assertClose(snapshot, expected[i]!, 3e-6));
        }
      },
    });
  }
}

Deno.test("float64: one graph equals the sum over tasks, and both forms of descent agree", async () => {
  const reference = float64Arithmetic(problemOf("cross-entropy", "tanh"));
  assertClose(
    await reference.gradient([0, 1, 2], { summation: "one-graph" }),
    await reference.gradient([0, 1, 2]),
    1e-14,
  );
  const descent = { schedule: [[0], [1, 2]], stepSize: 0.1, snapshots: [2, 4] };
  const [displacements, weights] = [
    await reference.descend(descent),
    await reference.descendWeights(descent),
  ];
  displacements.forEach((displacement, i) =>
    assertClose(displacement.map((d, j) => d + reference.base[j]!), weights[i]!, 1e-15)
  );
});

Deno.test("a schedule takes its sets in turn", async () => {
  const reference = float64Arithmetic(problemOf("squared", "tanh"));
  const [first] = await reference.descend({ schedule: [[1], [0]], stepSize: 0.1, snapshots: [1] });
  assertClose(first!, (await reference.gradient([1])).map((g) => -0.1 * g), 1e-15);
  const descent = { schedule: [[0], [1]], stepSize: 1, snapshots: [1] };
  assertEquals([1, 2, 3].map((step) => scheduled(descent, step)), [[0], [1], [0]]);
  assertThrows(() => scheduled({ ...descent, schedule: [] }, 1), RangeError, "schedule is empty");
});

const tanhProblem = problemOf("cross-entropy", "tanh");

testArithmetic("in delta form the device keeps a step far below the rounding of the weights", {
  problem: tanhProblem,
  async check(device) {
    const descent = { schedule: [[0]], stepSize: 1e-12, snapshots: [1] };
    const [kept] = await device.descend(descent);
    const [weights] = await device.descendWeights(descent);
    const expected = (await float64Arithmetic(tanhProblem).gradient([0])).map((g) => -1e-12 * g);
    assertClose(kept!, expected, 3e-6);
    assertEquals(weights!, device.base, "a plain update of 1e-12 must vanish in float32");
  },
});

testArithmetic("the device gives the same numbers every time", {
  problem: tanhProblem,
  async check(device) {
    const descent = { schedule: [[0], [1, 2]], stepSize: 0.1, snapshots: [4] };
    assertEquals(await device.descend(descent), await device.descend(descent));
    assertEquals(await device.gradient([0, 1]), await device.gradient([0, 1]));
  },
});

Deno.test("the unit roundoff is the largest part of 1 that rounding loses", () => {
  const [device, float64] = [unitRoundoff("device"), unitRoundoff("float64")];
  assertEquals([Math.fround(1 + device), Math.fround(1 + device * 1.01) > 1], [1, true]);
  assertEquals([1 + float64, 1 + float64 * 1.01 > 1], [1, true]);
});

Deno.test("tasks of different sizes cannot share one graph", () => {
  const [first, second] = source.tasks({ tasks: 2, samples: 4, seed: 0 });
  assertEquals(equalWeights([first!, second!]), 2);
  assertThrows(
    () => equalWeights([first!, { ...second!, count: 3 }]),
    RangeError,
    "has 3 samples, 'synthetic/task-0' has 4",
  );
});
