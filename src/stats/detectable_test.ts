import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { reference } from "./_scipy_testing.ts";
import { minimalDetectableDifference } from "./detectable.ts";

Deno.test("minimalDetectableDifference is SciPy's to 1e-7", () => {
  for (const { n, sd, power, alpha, value } of reference.detectable) {
    assertAlmostEquals(minimalDetectableDifference(n, { sd, power, alpha }) / value, 1, 1e-7);
  }
});

Deno.test("without spread everything is detectable", () => {
  assertEquals(minimalDetectableDifference(5, { sd: 0 }), 0);
});

Deno.test("one value detects nothing", () => {
  assertThrows(() => minimalDetectableDifference(1, { sd: 1 }), RangeError, "n ≥ 2");
});
