import { MEMORY_LIMIT } from "./runs.ts";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Cell } from "./cell.ts";
import type { Cost } from "./cost.ts";
import { Estimator, memoryOf, type Rates, secondsOf, sumOf } from "./estimate.ts";

const COSTS: Readonly<Record<string, Cost>> = {
  first: {
    runs: [{ name: "a", steps: 10, flops: 1000, float64: 7, bytes: 50 }],
    steps: 1,
    flops: 10,
    bytes: 5,
  },
  second: {
    runs: [
      { name: "a", steps: 10, flops: 1000, float64: 7, bytes: 50 },
      { name: "b", steps: 20, flops: 2000, bytes: 60 },
    ],
    steps: 2,
    flops: 20,
    float64: 3,
    bytes: 4,
  },
};
const cells = (...keys: string[]) => keys.map((key) => ({ key })) as unknown as Cell[];
const estimator = () => new Estimator(({ key }) => COSTS[key]);

Deno.test("a run is counted where it is asked for first, a cell's own work always", () => {
  const both = estimator();
  const first = both.add(cells("first", "mystery"));
  assertEquals(first, {
    cells: 2,
    unknown: 1,
    runs: 1,
    steps: 11,
    flops: 1010,
    float64: 7,
    stored: 50,
    alive: 5,
    held: 50,
  });
  const second = both.add(cells("second", "second"));
  assertEquals([second.runs, second.steps, second.flops, second.float64, second.held], [
    1,
    24,
    2040,
    6,
    110,
  ]);
  assertEquals(
    sumOf([first, second]),
    estimator().add(cells("first", "mystery", "second", "second")),
  );
});

Deno.test("time is what steps, operations and cells take, one after another", () => {
  const rates: Rates = { step: 0.5, flops: 1010, float64: 7 };
  const estimate = estimator().add(cells("first"));
  assertAlmostEquals(secondsOf(estimate, rates), 11 * 0.5 + 1 + 1, 0.01);
});

Deno.test("memory grows with what is alive and, up to what is kept, with what is stored", () => {
  const estimate = estimator().add(cells("first"));
  const bytes = (change: Partial<typeof estimate>) =>
    memoryOf({ ...estimate, ...change }) - memoryOf(estimate);
  assertEquals(bytes({ alive: 1005 }), 1000);
  assertEquals(bytes({ stored: 1050 }), 1000);
  assertEquals(bytes({ stored: 2 ** 40 }), MEMORY_LIMIT - 50);
  assertEquals(bytes({ held: 2 ** 30, stored: 2 ** 40 }), 2 ** 30 - 50);
});
