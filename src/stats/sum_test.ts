import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { sum } from "./sum.ts";

Deno.test("sum loses nothing that cancellation would", () => {
  assertEquals(sum([]), 0);
  assertEquals(sum(new Array(10).fill(0.1)), 1);
  assertEquals(sum([1, 1e100, 1, -1e100]), 2);
  // Python 3: math.fsum([1.0, 2**-53, 2**-106]) == 1.0000000000000002 (half-way, pushed up)
  assertEquals(sum([1, 2 ** -53, 2 ** -106]), 1 + 2 ** -52);
  assertEquals(sum([1, 2 ** -53, -(2 ** -106)]), 1);
  assertEquals(sum([1, Infinity]), Infinity);
});

Deno.test("sum is the exact one, rounded once: of integers, BigInt's", () => {
  const integer = fc.maxSafeInteger();
  fc.assert(fc.property(fc.array(integer), (values) => {
    assertEquals(sum(values), Number(values.reduce((total, v) => total + BigInt(v), 0n)));
  }));
});

Deno.test("sum does not depend on the order of its terms", () => {
  const value = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
  fc.assert(fc.property(fc.array(value), (values) => {
    const backwards = sum(values.toReversed());
    assertEquals(sum(values) + 0, backwards + 0);
  }));
});
