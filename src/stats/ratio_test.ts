import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { meanInterval } from "./interval.ts";
import { median } from "./moments.ts";
import { ratioInterval, ratios } from "./ratio.ts";

Deno.test("the interval of ratios 1, 2 and 4 is that of 0, 1 and 2 doublings", () => {
  const [found, doublings] = [
    ratioInterval([1, 2, 4], { level: 0.9 }),
    meanInterval([0, 1, 2], { level: 0.9 }),
  ];
  assert(found.kind === "student" && doublings.kind === "student");
  for (const bound of ["mean", "lower", "upper"] as const) {
    assertAlmostEquals(found[bound], 2 ** doublings[bound], 1e-12);
  }
  // t(.95, 2) = 2.919986 (tables), and the standard error of 0, 1, 2 is 1/√3.
  assertAlmostEquals(found.upper, 2 ** (1 + 2.919986 / Math.sqrt(3)), 1e-5);
});

Deno.test("of the inverse ratios the interval is the inverse", () => {
  const list = [0.9, 1.3, 1.1, 2];
  const found = ratioInterval(list, { level: 0.95 });
  const inverse = ratioInterval(list.map((ratio) => 1 / ratio), { level: 0.95 });
  assert(found.kind === "student" && inverse.kind === "student");
  assertAlmostEquals(inverse.lower * found.upper, 1, 1e-14);
  assertAlmostEquals(inverse.mean * found.mean, 1, 1e-14);
});

Deno.test("equal ratios are exact, and the mean is the ratio itself", () => {
  assertEquals(ratioInterval([1.1, 1.1], { level: 0.9 }), { kind: "exact", mean: 1.1, n: 2 });
});

Deno.test("a median is the middle, whatever the order", () => {
  assertEquals([median([7]), median([3, 1]), median([5, 1, 4, 2])], [7, 2, 3]);
  assertEquals(median([10, 9, 1]), 9);
  assertThrows(() => median([]), RangeError, "sample of 0");
  assertThrows(() => median([1, NaN]), RangeError, "value 1 is NaN");
});

Deno.test("what is no ratio is refused", () => {
  assertThrows(() => ratios([1, 2], [1]), RangeError, "pair 2 values with 1");
  assertThrows(() => ratios([1, 0], [1, 1]), RangeError, "not 0");
  assertThrows(() => ratioInterval([1, -1], { level: 0.9 }), RangeError, "not -1");
  assertThrows(() => ratioInterval([1], { level: 0.9 }), RangeError, "sample of 1");
});
