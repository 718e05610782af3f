import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { entries } from "./_matrices_testing.ts";
import { cosine, meanAbsoluteCosine, norm, reachingCoordinates, withNorm } from "./mod.ts";

const families = fc.array(entries(6), { minLength: 2, maxLength: 5 });

Deno.test("of two vectors the mean is the one cosine, without its sign", () => {
  const [a, b] = [Float32Array.of(1, -2, 2), Float64Array.of(-2, -3, -6)];
  assertEquals(meanAbsoluteCosine([a, b]), 8 / 21);
});

Deno.test("of an orthogonal pair and a copy of the first a third of the pairs counts", () => {
  const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  assertAlmostEquals(meanAbsoluteCosine([x, y, x]), 1 / 3, 1e-15);
});

Deno.test("the mean forgets order, lengths and signs, and one of copies is 1", () => {
  fc.assert(fc.property(families, fc.nat(), (vectors, by) => {
    fc.pre(vectors.every((vector) => norm(vector) > 0));
    const found = meanAbsoluteCosine(vectors);
    assert(found >= 0 && found <= 1);
    const factors = vectors.map((_, i) => (i + by) % 2 === 0 ? -3 : .5);
    const others = vectors.map((vector, i) => vector.map((entry) => factors[i]! * entry)).reverse();
    assertAlmostEquals(meanAbsoluteCosine(others), found, 1e-14);
    assertAlmostEquals(meanAbsoluteCosine([vectors[0]!, vectors[0]!]), 1, 1e-15);
  }));
});

Deno.test("a common move of weights that do not reach the output is not counted", () => {
  const vectors = [Float32Array.of(1, 0, 50), Float32Array.of(0, 1, 50)];
  const coordinates = reachingCoordinates([Float32Array.of(.1, 0, 0), Float32Array.of(0, .2, -0)]);
  assertEquals([...coordinates], [0, 1]);
  assertEquals(meanAbsoluteCosine(vectors, { coordinates }), 0);
  assert(meanAbsoluteCosine(vectors) > .99);
});

Deno.test("all coordinates are as no choice of them", () => {
  fc.assert(fc.property(families, (vectors) => {
    fc.pre(vectors.every((vector) => norm(vector) > 0));
    const coordinates = vectors[0]!.map((_, i) => i);
    assertEquals(meanAbsoluteCosine(vectors, { coordinates }), meanAbsoluteCosine(vectors));
  }));
});

Deno.test("a rescaled vector has the norm and the direction it should", () => {
  fc.assert(
    fc.property(entries(6), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (vector, to) => {
      fc.pre(norm(vector) > 0);
      const found = withNorm(vector, to);
      assertAlmostEquals(norm(found), to, 1e-12 * to);
      assertAlmostEquals(cosine(found, vector), 1, 1e-14);
    }),
  );
  assertEquals(withNorm(Float32Array.of(3, -4), 0), Float64Array.of(0, -0));
});

Deno.test("what has no pair, no direction or no coordinate is refused", () => {
  const [one, zero] = [Float32Array.of(1, 0), Float32Array.of(0, 0)];
  assertThrows(() => meanAbsoluteCosine([one]), RangeError, "there are 1");
  assertThrows(() => meanAbsoluteCosine([one, zero]), RangeError, "has no direction");
  const beyond = { coordinates: [0, 2] };
  assertThrows(() => meanAbsoluteCosine([one, one], beyond), RangeError, "coordinate 2");
  assertThrows(() => reachingCoordinates([]), RangeError, "no gradient");
  assertThrows(() => reachingCoordinates([zero, zero]), RangeError, "every gradient is 0");
  assertThrows(() => reachingCoordinates([one, Float32Array.of(1)]), RangeError, "of 2 and 1");
  assertThrows(() => reachingCoordinates([Float32Array.of(NaN)]), RangeError, "diverge?");
  assertThrows(() => withNorm(zero, 1), RangeError, "has no direction");
  for (const bad of [-1, NaN, Infinity]) {
    assertThrows(() => withNorm(one, bad), RangeError, `a norm of ${bad}`);
  }
});
