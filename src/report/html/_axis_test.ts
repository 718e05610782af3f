import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { boundsOf, type Marks, scaleOf } from "./_axis.ts";

const ENDS = { left: 10, right: 90 };
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

function marks(seeds: readonly number[], support: Marks["support"] = {}): Marks {
  return { support, seeds, reported: [] };
}

Deno.test("a scale is straight, and leaves room beyond the outermost marks", () => {
  const scale = scaleOf([marks([1, 3], { upper: 2 })], ENDS)!;
  assertAlmostEquals(scale(2), 50, 1e-12);
  assertAlmostEquals(scale(3) - scale(2), scale(2) - scale(1), 1e-12);
  assertEquals([scale(1) > ENDS.left, scale(3) < ENDS.right], [true, true]);
});

Deno.test("every mark has a place between the ends, in order, at any size", () => {
  fc.assert(fc.property(fc.array(finite, { minLength: 1 }), finite, (seeds, lower) => {
    const scale = scaleOf([marks(seeds, { lower })], ENDS)!;
    const places = [...seeds, lower].sort((a, b) => a - b).map(scale);
    assertEquals(places.every((place, i) => place >= (places[i - 1] ?? ENDS.left)), true);
    assertEquals(places.every((place) => place <= ENDS.right), true);
  }));
});

Deno.test("marks that span much stand on an axis of their logarithms", () => {
  const scale = scaleOf([marks([1, 1000], { upper: 1e6 })], ENDS)!;
  assertAlmostEquals(scale(1000), 50, 1e-12);
  assertAlmostEquals(scale(100) - scale(10), scale(10) - scale(1), 1e-12);
  const withZero = scaleOf([marks([0, 1000], { upper: 1e6 })], ENDS)!;
  assertAlmostEquals(withZero(5e5), 50, 1e-12);
});

Deno.test("without a finite mark there is no axis", () => {
  assertEquals(scaleOf([marks([NaN, Infinity])], ENDS), undefined);
});

Deno.test("a criterion's region is where it is supported", () => {
  const paired = { treated: "a", baseline: "b", unit: "points" };
  assertEquals(boundsOf({ kind: "non-inferiority", ...paired, margin: 2 }), {
    support: { lower: -2 },
  });
  assertEquals(boundsOf({ kind: "paired-gain", ...paired, smallestEffect: 0.5 }), {
    support: { lower: 0 },
    refutedBelow: 0.5,
  });
  const below = { kind: "one-sided", quantity: "q", unit: "1", side: "below", bound: 3 } as const;
  assertEquals(boundsOf(below), { support: { upper: 3 } });
  const range = { kind: "range", quantity: "q", unit: "1", within: [1, 2] } as const;
  assertEquals(boundsOf(range), { support: { lower: 1, upper: 2 } });
});
