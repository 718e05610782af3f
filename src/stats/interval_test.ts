import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { reference } from "./_scipy_testing.ts";
import { meanInterval } from "./interval.ts";
import { differences, mean, standardDeviation } from "./moments.ts";

Deno.test("meanInterval is SciPy's, within 5e-8 of its half width", () => {
  for (const sample of reference.oneSample) {
    for (
      const [level, expected] of [[0.9, sample.interval90], [0.99, sample.interval99]] as const
    ) {
      const actual = meanInterval(sample.values, { level });
      assert(actual.kind === "student");
      const tolerance = 5e-8 * (expected[1]! - expected[0]!) / 2;
      assertAlmostEquals(actual.lower, expected[0]!, tolerance);
      assertAlmostEquals(actual.upper, expected[1]!, tolerance);
    }
  }
});

Deno.test("mean and standardDeviation are NumPy's", () => {
  for (const { values, mean: centre, sd } of reference.oneSample) {
    assertAlmostEquals(mean(values), centre, 1e-14 * Math.max(...values.map(Math.abs)));
    assertAlmostEquals(standardDeviation(values) / sd, 1, 1e-13);
  }
});

Deno.test("a spread far from 1 neither under- nor overflows", () => {
  const shape = [1, 2, 4]; // sd = √(7/3)
  for (const scale of [1e-200, 1e200]) {
    const sd = standardDeviation(shape.map((value) => value * scale));
    assertAlmostEquals(sd / scale, Math.sqrt(7 / 3), 1e-14);
  }
});

Deno.test("a mean that must be rounded does not inflate the spread", () => {
  const next = 1 + Number.EPSILON;
  assertAlmostEquals(standardDeviation([1, next]) / Number.EPSILON, Math.SQRT1_2, 1e-15);
});

Deno.test("equal values are exact, and the mean is the value itself", () => {
  assertEquals(meanInterval([0.1, 0.1, 0.1], { level: 0.9 }), { kind: "exact", mean: 0.1, n: 3 });
  assert(Object.is(mean([-0, 0]), 0));
});

Deno.test("no interval of fewer than two values, nor of NaN", () => {
  assertThrows(() => meanInterval([1], { level: 0.9 }), RangeError, "sample of 1");
  assertThrows(() => meanInterval([], { level: 0.9 }), RangeError, "sample of 0");
  assertThrows(() => meanInterval([1, NaN], { level: 0.9 }), RangeError, "value 1 is NaN");
  assertThrows(() => meanInterval([1, 2], { level: 1 }), RangeError, "between 0 and 1");
  assertThrows(() => differences([1, 2], [1]), RangeError, "pair 2 values with 1");
});
