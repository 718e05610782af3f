import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { stream } from "../random/mod.ts";
import { reference } from "./_scipy_testing.ts";
import { mean, standardDeviation } from "./moments.ts";
import { predictionInterval } from "./prediction.ts";

Deno.test("predictionInterval is SciPy's to 1e-7 of its width", () => {
  for (const { values, m, level, lower, upper } of reference.prediction) {
    const interval = predictionInterval(values, { m, level });
    assertAlmostEquals(interval.lower, lower, 1e-7 * (upper - lower));
    assertAlmostEquals(interval.upper, upper, 1e-7 * (upper - lower));
  }
});

Deno.test("it misses the mean of further normal values as often as its level says", () => {
  const rng = stream("prediction", "coverage");
  const draw = (count: number) => Array.from({ length: count }, () => rng.normal());
  for (const [n, m, level] of [[3, 3, 0.9], [10, 5, 0.8]] as const) {
    const trials = 4000;
    let missed = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { lower, upper } = predictionInterval(draw(n), { m, level });
      const found = mean(draw(m));
      if (found < lower || found > upper) missed++;
    }
    // Four standard errors of a binomial share.
    const error = Math.sqrt(level * (1 - level) / trials);
    assertAlmostEquals(missed / trials, 1 - level, 4 * error);
  }
});

Deno.test("values without spread predict themselves, and one value nothing", () => {
  const point = { mean: 2, lower: 2, upper: 2 };
  assertEquals(predictionInterval([2, 2, 2], { m: 1, level: 0.99 }), point);
  assertThrows(() => predictionInterval([2], { m: 1, level: 0.9 }), RangeError, "needs 2 values");
  assertThrows(() => predictionInterval([1, 2], { m: 0, level: 0.9 }), RangeError, "needs one");
});

Deno.test("many further values leave the mean's own uncertainty, few their spread", () => {
  const values = [1, 2, 4, 8];
  const width = (m: number) => {
    const { lower, upper } = predictionInterval(values, { m, level: 0.9 });
    return (upper - lower) / standardDeviation(values);
  };
  assertAlmostEquals(width(1) / width(1e12), Math.sqrt(5), 1e-9);
});
