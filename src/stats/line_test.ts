import { assertAlmostEquals, assertThrows } from "@std/assert";
import { reference } from "./_scipy_testing.ts";
import { fitLine, logSlope } from "./line.ts";

Deno.test("fitLine is SciPy's linregress to 1e-13", () => {
  for (const { x, y, slope, intercept, residual } of reference.line) {
    const line = fitLine(x, y);
    assertAlmostEquals(line.slope, slope, 1e-13);
    assertAlmostEquals(line.intercept, intercept, 1e-13);
    assertAlmostEquals(line.residual, residual, 1e-13);
  }
});

Deno.test("fitLine keeps its digits far from the origin", () => {
  const x = [1e9, 1e9 + 1, 1e9 + 2];
  assertAlmostEquals(fitLine(x, [0, 3, 6]).slope, 3, 1e-12);
});

Deno.test("logSlope reads the order of a power law off any scale", () => {
  const x = [1e-6, 1e-5, 1e-4, 1e-3];
  assertAlmostEquals(logSlope(x, x.map((eta) => 1e-200 * eta ** 3)), 3, 1e-12);
});

Deno.test("no line through one x, no logarithm of zero", () => {
  assertThrows(() => fitLine([1, 1], [2, 3]), RangeError, "two different x");
  assertThrows(() => fitLine([1], [2]), RangeError, "two points");
  assertThrows(() => fitLine([1, 2], [2]), RangeError, "2 x and 1 y");
  assertThrows(() => logSlope([1, 2], [0, 1]), RangeError, "not 0");
  assertThrows(() => logSlope([1, 2], [NaN, 1]), RangeError, "not NaN");
});
