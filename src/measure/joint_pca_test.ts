import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { PCA } from "ml-pca";
import { jointPca, norm } from "./mod.ts";

const entry = fc.integer({ min: -999, max: 999 }).map((n) => n / 100);
const clouds = fc.tuple(fc.integer({ min: 4, max: 8 }), fc.integer({ min: 4, max: 12 })).chain(
  ([n, P]) =>
    fc.array(fc.array(entry, { minLength: P, maxLength: P }), { minLength: n, maxLength: n }),
);
const points = (cloud: readonly (readonly number[])[]) =>
  cloud.map((row) => Float64Array.from(row));

Deno.test("a cross of known width and height has known components", () => {
  const cross = points([[9, 1], [5, 3], [1, 1], [5, -1]]);
  const { projections, explained } = jointPca(cross, { components: 2 });
  // Variances 4² + 4² and 2² + 2²; the first of two equal magnitudes is positive.
  const expected = [[4, 0], [0, 2], [-4, 0], [0, -2]];
  projections.flat().forEach((x, i) => assertAlmostEquals(x, expected.flat()[i]!, 1e-14));
  assertAlmostEquals(explained[0]!, .8, 1e-15);
  assertAlmostEquals(explained[1]!, .2, 1e-15);
});

Deno.test("the components are those of ml-pca, but for their sign", () => {
  fc.assert(fc.property(clouds, (cloud) => {
    const reference = new PCA(cloud);
    const shares = reference.getExplainedVariance();
    // Components of nearly equal variance have no direction that two programs could agree on.
    fc.pre(shares[0]! - shares[1]! > .05 && shares[1]! - shares[2]! > .05);
    const { projections, explained } = jointPca(points(cloud), { components: 2 });
    const predicted = reference.predict(cloud, { nComponents: 2 });
    for (const k of [0, 1]) {
      assertAlmostEquals(explained[k]!, shares[k]!, 1e-12);
      const column = projections.map((row) => row[k]!);
      const theirs = predicted.getColumn(k);
      const sign = Math.sign(column.reduce((sum, x, i) => sum + x * theirs[i]!, 0));
      column.forEach((x, i) => assertAlmostEquals(x, sign * theirs[i]!, 1e-9));
    }
  }));
});

Deno.test("all components together keep every distance", () => {
  fc.assert(fc.property(clouds, (cloud) => {
    fc.pre(new Set(cloud.map(String)).size > 1);
    const list = points(cloud);
    const { projections, explained } = jointPca(list, { components: list.length - 1 });
    for (const [i, row] of projections.entries()) {
      const apart = norm(list[i]!.map((x, k) => x - list[0]![k]!));
      assertAlmostEquals(Math.hypot(...row.map((x, k) => x - projections[0]![k]!)), apart, 1e-6);
    }
    assertAlmostEquals(explained.reduce((a, b) => a + b), 1, 1e-12);
    assertEquals(explained, explained.toSorted((a, b) => b - a));
  }));
});

Deno.test("signs are fixed: the largest projection of every component is positive", () => {
  fc.assert(fc.property(clouds, (cloud) => {
    fc.pre(new Set(cloud.map(String)).size > 1);
    const { projections } = jointPca(points(cloud), { components: 2 });
    for (const k of [0, 1]) {
      const column = projections.map((row) => row[k]!);
      assert(Math.max(...column) >= -Math.min(...column) * (1 - 1e-9));
    }
  }));
});

Deno.test("a small spread far from the origin keeps its digits", () => {
  const far = points([[1e6 + 3e-6, 1e6], [1e6, 1e6], [1e6 - 3e-6, 1e6]]);
  const { projections, explained } = jointPca(far, { components: 1 });
  // 1e6 + 3e-6 itself is rounded to a multiple of 2^-33.
  assertAlmostEquals(projections[0]![0]!, 3e-6, 2 ** -34);
  assertAlmostEquals(explained[0]!, 1, 1e-12);
});

Deno.test("too many components, no spread, and broken points are refused", () => {
  const list = points([[1, 2], [3, 4], [5, 7]]);
  for (const components of [0, 3, 1.5, NaN]) {
    assertThrows(
      () => jointPca(list, { components }),
      RangeError,
      `${components} components of 3 points`,
    );
  }
  const same = points([[.1, .7], [.1, .7], [.1, .7]]);
  assertThrows(() => jointPca(same, { components: 1 }), RangeError, "all points are the same");
  const mixed = points([[1, 2], [1]]);
  assertThrows(() => jointPca(mixed, { components: 1 }), RangeError, "point 1 has 1 coordinates");
  const broken = points([[1, 2], [1, NaN]]);
  assertThrows(() => jointPca(broken, { components: 1 }), RangeError, "Did a training diverge?");
});
