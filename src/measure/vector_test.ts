import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { cosine, dot, norm } from "./mod.ts";

const vectors = fc.integer({ min: 1, max: 20 }).chain((length) => {
  const entries = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
    minLength: length,
    maxLength: length,
  });
  return fc.tuple(entries, entries).map((pair) => pair.map((row) => Float64Array.from(row)));
});

Deno.test("dot, norm and cosine of small vectors are those computed by hand", () => {
  const [a, b] = [Float32Array.of(1, -2, 2), Float64Array.of(2, 3, 6)];
  assertEquals(dot(a, b), 8);
  assertEquals([norm(a), norm(b)], [3, 7]);
  assertEquals(cosine(a, b), 8 / 21);
  assertEquals([norm(Float32Array.of(0, 0)), norm(Float32Array.of()), dot(a, a)], [0, 0, 9]);
});

Deno.test("sums are taken in float64, whatever the vectors are", () => {
  // 1 + 2^-26 as a sum of float32 products is 1.
  const vector = Float32Array.of(1, 2 ** -13);
  assertEquals(dot(vector, vector), 1 + 2 ** -26);
  assertEquals(norm(vector) ** 2 > 1, true);
  const many = new Float32Array(2 ** 21).fill(Math.fround(.1));
  assertAlmostEquals(dot(many, many) / (2 ** 21 * Math.fround(.1) ** 2), 1, 1e-10);
});

Deno.test("the cosine lies in [−1, 1], is symmetric, and forgets lengths", () => {
  fc.assert(fc.property(vectors, fc.double({ min: .01, max: 100, noNaN: true }), (pair, factor) => {
    const [a, b] = pair as [Float64Array, Float64Array];
    fc.pre(norm(a) > 1e-3 && norm(b) > 1e-3);
    const value = cosine(a, b);
    assert(value >= -1 && value <= 1);
    assertEquals(cosine(b, a), value);
    assertAlmostEquals(cosine(a.map((x) => -factor * x), b), -value, 1e-12);
    assertAlmostEquals(cosine(a, a), 1, 1e-15);
  }));
});

Deno.test("entries whose squares under- or overflow are measured all the same", () => {
  for (const scale of [1e-300, 1e-200, 1e-160, 1e160, 1e200, 1e300]) {
    const [a, b] = [Float64Array.of(3 * scale, 4 * scale), Float64Array.of(4 * scale, 3 * scale)];
    assertAlmostEquals(norm(a) / scale, 5, 1e-14);
    assertAlmostEquals(cosine(a, b), 24 / 25, 1e-14);
    assertAlmostEquals(cosine(a, Float64Array.of(4, 3)), 24 / 25, 1e-14);
  }
});

Deno.test("what has no answer is refused, never NaN", () => {
  const [one, zero] = [Float32Array.of(1, 0), Float32Array.of(0, 0)];
  assertThrows(() => cosine(one, zero), RangeError, "a vector of zeros has no direction");
  assertThrows(() => cosine(zero, one), RangeError, "a vector of zeros has no direction");
  assertThrows(() => dot(one, Float32Array.of(1)), RangeError, "of 2 with one of 1 coordinates");
  assertThrows(() => cosine(one, Float32Array.of(1)), RangeError, "of 2 with one of 1 coordinates");
  for (const bad of [NaN, Infinity, -Infinity]) {
    const broken = Float32Array.of(1, bad);
    assertThrows(() => norm(broken), RangeError, "a coordinate is");
    assertThrows(() => cosine(one, broken), RangeError, "a coordinate is");
    assertThrows(() => dot(one, broken), RangeError, "a dot product is NaN");
  }
});
