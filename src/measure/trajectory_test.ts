import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  cosinesWith,
  cosinesWithFirst,
  displacementNorms,
  firstShare,
  smallestLaterCosine,
} from "./mod.ts";

const rows = (...vectors: number[][]) => vectors.map((row) => Float32Array.from(row));

Deno.test("displacements are measured from epoch to epoch, the first from the base", () => {
  const path = rows([3, 4], [3, 4], [0, 0], [-5, 12]);
  assertEquals(displacementNorms(path), [5, 0, 5, 13]);
  assertEquals(displacementNorms([]), []);
});

Deno.test("a trajectory built with known steps has their shares", () => {
  const steps = [6, 3, 2, 1];
  let at = 0;
  const path = steps.map((step, e) => {
    at += e % 2 === 0 ? step : -step;
    return Float64Array.of(.6 * at, .8 * at);
  });
  displacementNorms(path).forEach((length, e) => assertAlmostEquals(length, steps[e]!, 1e-14));
  assertAlmostEquals(firstShare(displacementNorms(path)), .5, 1e-15);
});

Deno.test("a displacement far below the float32 rounding of its end is kept", () => {
  const [before, after] = [Float64Array.of(1), Float64Array.of(1 + 2 ** -40)];
  assertEquals(displacementNorms([before, after]), [1, 2 ** -40]);
});

Deno.test("cosines of a rotating trajectory are those of its angles", () => {
  const angles = [0, 30, 90, 60, 45].map((degrees) => degrees * Math.PI / 180);
  const path = angles.map((angle, k) =>
    Float64Array.of((k + 1) * Math.cos(angle), (k + 1) * Math.sin(angle))
  );
  const expected = [Math.sqrt(3) / 2, 0, .5, Math.SQRT1_2];
  const close = (actual: readonly number[], wanted: readonly number[]) => {
    assertEquals(actual.length, wanted.length);
    actual.forEach((value, i) => assertAlmostEquals(value, wanted[i]!, 1e-15));
  };
  close(cosinesWithFirst(path), expected);
  close(cosinesWith(Float32Array.of(1, 0), path), [1, ...expected]);
  assertAlmostEquals(smallestLaterCosine(path), 0, 1e-15);
  assertAlmostEquals(smallestLaterCosine(path.slice(0, 2)), expected[0]!, 1e-15);
});

Deno.test("a vector repeated has cosine 1 throughout, and no fall", () => {
  const gradient = Float32Array.of(.1, -.7, .3);
  const multiples = [1, 2, 3].map((k) => gradient.map((g) => k * g));
  cosinesWith(gradient, multiples).forEach((value) => assertAlmostEquals(value, 1, 1e-7));
  assertEquals(
    smallestLaterCosine([gradient, gradient, gradient]),
    cosinesWith(gradient, [gradient])[0],
  );
});

Deno.test("what cannot be compared is refused", () => {
  assertThrows(() => cosinesWithFirst(rows([1])), RangeError, "of 1 there are none");
  assertThrows(() => smallestLaterCosine([]), RangeError, "of 0 there are none");
  assertThrows(() => smallestLaterCosine(rows([1, 0], [0, 0])), RangeError, "no direction");
  assertThrows(() => displacementNorms(rows([1, 0], [1])), RangeError, "2 and 1 coordinates");
  assertThrows(() => displacementNorms(rows([1, NaN])), RangeError, "a coordinate is NaN");
});
