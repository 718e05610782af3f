import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { firstLead, firstShare, shares } from "./mod.ts";

const norms = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 2 });

Deno.test("shares of known norms are the known shares", () => {
  assertEquals(shares([5, 3, 2]), [.5, .3, .2]);
  assertEquals(shares(Float64Array.of(0, 4)), [0, 1]);
  assertEquals(firstShare([5, 3, 2]), .5);
  assertEquals(firstShare(Float64Array.of(6, 3, 1, 2), { over: 3 }), .6);
  assertAlmostEquals(firstLead([5, 3, 2]), .2, 1e-15);
  assertAlmostEquals(firstLead([3, 5, 2]), -.2, 1e-15);
  assertAlmostEquals(firstLead([2, 1, 5]), -3 / 8, 1e-15);
});

Deno.test("norms that do not change have the natural share, and no lead", () => {
  for (const epochs of [5, 10]) {
    const constant = new Float64Array(epochs).fill(.37);
    assertAlmostEquals(firstShare(constant), 1 / epochs, 1e-15);
    assertEquals(firstLead(constant), 0);
  }
});

Deno.test("shares sum to 1 and forget the unit; over fewer values the first is larger", () => {
  fc.assert(fc.property(norms, fc.double({ min: .01, max: 100, noNaN: true }), (values, unit) => {
    assertAlmostEquals(shares(values).reduce((a, b) => a + b), 1, 1e-12);
    const scaled = values.map((value) => unit * value);
    assertAlmostEquals(firstShare(scaled), firstShare(values), 1e-12);
    assert(firstShare(values, { over: values.length - 1 }) >= firstShare(values));
    const isLargest = values.slice(1).every((value) => value < values[0]!);
    if (firstLead(values) > 0) assert(isLargest);
  }));
});

Deno.test("what has no share is refused", () => {
  assertThrows(() => shares([1, -1]), RangeError, "value 1 is -1");
  assertThrows(() => shares([NaN, 1]), RangeError, "value 0 is NaN");
  assertThrows(() => shares([1, Infinity]), RangeError, "value 1 is Infinity");
  assertThrows(() => shares([0, 0]), RangeError, "the sum of 2 values is 0");
  assertThrows(() => shares([]), RangeError, "the sum of 0 values is 0");
  for (const over of [0, 3, 1.5, NaN]) {
    assertThrows(() => firstShare([1, 1], { over }), RangeError, `the first ${over} values`);
  }
  assertThrows(() => firstLead([1]), RangeError, "there is only one");
});
