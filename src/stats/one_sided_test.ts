import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { reference } from "./_scipy_testing.ts";
import { pEquivalent } from "./equivalence.ts";
import { meanInterval } from "./interval.ts";
import { pAbove, pBelow } from "./one_sided.ts";

Deno.test("one-sided and equivalence tests are SciPy's to 1e-7", () => {
  for (const { values, bound, above, below, margin, tost } of reference.oneSample) {
    assertAlmostEquals(pAbove(values, bound), above, 1e-7);
    assertAlmostEquals(pBelow(values, bound), below, 1e-7);
    assertAlmostEquals(pEquivalent(values, { margin }), tost, 1e-7);
  }
});

Deno.test("without spread a test is a comparison", () => {
  assertEquals([pAbove([2, 2], 1), pAbove([2, 2], 2), pAbove([2, 2], 3)], [0, 1, 1]);
  assertEquals([pBelow([2, 2], 1), pBelow([2, 2], 2), pBelow([2, 2], 3)], [1, 1, 0]);
  assertEquals(pEquivalent([0, 0], { margin: 1 }), 0);
  assertEquals(pEquivalent([1, 1], { margin: 1 }), 1);
});

Deno.test("a spread that underflows is no 0/0", () => {
  assertEquals(pAbove([0, 0, 0, 0, Number.MIN_VALUE], 0), 0.5);
});

Deno.test("a margin is positive", () => {
  assertThrows(() => pEquivalent([0, 1], { margin: 0 }), RangeError, "positive");
});

const sample = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), {
  minLength: 2,
  maxLength: 8,
});

Deno.test("the tests pass at .05 where the 90 % interval lies beyond the bound", () => {
  fc.assert(
    fc.property(sample, fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (values, bound) => {
      const interval = meanInterval(values, { level: 0.9 });
      if (interval.kind === "exact") return;
      const p = pAbove(values, bound);
      assert(p >= 0 && p <= 1);
      // jstat's quantile and tail agree to 2e-7, so nearer cases may fall either way.
      if (Math.abs(p - 0.05) > 1e-7) assertEquals(p < 0.05, interval.lower > bound);
    }),
  );
});
