import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { reference } from "./_scipy_testing.ts";
import { holm } from "./holm.ts";

Deno.test("holm is the closure of Bonferroni's test", () => {
  for (const { p, adjusted } of reference.holm) {
    holm(p).forEach((value, index) => assertAlmostEquals(value, adjusted[index]!, 1e-15));
  }
});

Deno.test("holm raises, keeps order, and does not mind permutation", () => {
  const family = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }));
  fc.assert(fc.property(family, (p) => {
    const adjusted = holm(p);
    adjusted.forEach((value, i) => {
      assert(value >= p[i]! && value <= 1);
      adjusted.forEach((other, j) => assert(p[i]! > p[j]! || value <= other));
    });
    assertEquals(holm(p.toReversed()), adjusted.toReversed());
  }));
});

Deno.test("holm refuses what is no probability", () => {
  assertThrows(() => holm([0.1, NaN]), RangeError, "NaN");
  assertThrows(() => holm([-0.1]), RangeError, "-0.1");
  assertEquals(holm([]), []);
});
