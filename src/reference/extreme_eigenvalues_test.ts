import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { normalVector } from "./_testing.ts";
import { extremeEigenvalues } from "./mod.ts";

const diagonal = (scale: Float64Array) => (vector: Float64Array) =>
  vector.map((entry, i) => scale[i]! * entry);

Deno.test("ends that stand apart from a dense bulk come out long before the space is used up", () => {
  const scale = Float64Array.from({ length: 2000 }, (_, i) => i / 2000).with(700, -2).with(800, 3);
  const found = extremeEigenvalues(diagonal(scale), { start: normalVector(2000, 1) });
  assertAlmostEquals(found.minimum, -2, 3e-12);
  assertAlmostEquals(found.maximum, 3, 3e-12);
  assertEquals(found.norm, found.maximum);
  assertLess(found.products, 60);
});

Deno.test("a dense end is found too, by as many products as there are dimensions at most", () => {
  const scale = Float64Array.from({ length: 150 }, (_, i) => (i / 149) ** 2);
  const found = extremeEigenvalues(diagonal(scale), { start: normalVector(150, 3) });
  assertAlmostEquals(found.minimum, 0, 1e-12);
  assertAlmostEquals(found.maximum, 1, 1e-12);
  assertLess(found.products, 151);
});

Deno.test("the norm is that of the end further from 0", () => {
  const { norm } = extremeEigenvalues(diagonal(Float64Array.of(-7, 2, 5)), {
    start: Float64Array.of(1, 1, 1),
  });
  assertAlmostEquals(norm, 7, 1e-13);
});

Deno.test("repeated eigenvalues use the Krylov space up early", () => {
  const scale = Float64Array.from({ length: 100 }, (_, i) => i % 3);
  const found = extremeEigenvalues(diagonal(scale), { start: normalVector(100, 2) });
  assertAlmostEquals(found.minimum, 0, 1e-12);
  assertAlmostEquals(found.maximum, 2, 1e-12);
  assertEquals(found.products, 3);
});

Deno.test("zero, one-dimensional and scaled identity operators", () => {
  const start = Float64Array.of(1, 2);
  const zero = { minimum: 0, maximum: 0, norm: 0, products: 1 };
  assertEquals(extremeEigenvalues((vector) => vector.map(() => 0), { start }), zero);
  assertEquals(
    extremeEigenvalues(([entry]) => Float64Array.of(-3 * entry!), { start: Float64Array.of(9) }),
    { minimum: -3, maximum: -3, norm: 3, products: 1 },
  );
  const tiny = extremeEigenvalues(diagonal(Float64Array.of(1e-200, 1e-200)), { start });
  assertAlmostEquals(tiny.norm / 1e-200, 1, 1e-14);
});

Deno.test("no start and no finite product is an error", () => {
  const identity = (vector: Float64Array) => vector;
  const fromStart = (...start: number[]) =>
    extremeEigenvalues(identity, { start: Float64Array.from(start) });
  assertThrows(() => fromStart(0, 0), RangeError, "a vector of 2 entries and length 0");
  assertThrows(() => fromStart(NaN, 1), RangeError, "length NaN");
  assertThrows(() => fromStart(), RangeError, "0 entries");
  const start = Float64Array.of(1, 1);
  assertThrows(
    () => extremeEigenvalues((vector) => vector.map(() => NaN), { start }),
    RangeError,
    "product 1 is not finite",
  );
});
