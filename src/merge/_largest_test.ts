import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { largest } from "./_largest.ts";
import type { Vector } from "./method.ts";

/** Few different values, so that cuts fall between equal magnitudes, and the ends of both formats. */
const entries = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 5e-324, -1e-40, 1 + 2 ** -40, -1 - 2 ** -41, 1e300, -2e300),
);
const vectors: fc.Arbitrary<Vector> = fc.array(entries, { minLength: 1 }).chain((list) =>
  fc.constantFrom(
    Float64Array.from(list),
    Float32Array.from(list, (x) => Math.max(-3e38, Math.min(3e38, x))),
  )
);

function bySorting(values: Vector, count: number): number[] {
  return Array.from(values.keys())
    .sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

Deno.test("the largest magnitudes are those that sorting finds, ties by index, to any count", () => {
  fc.assert(
    fc.property(vectors, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const count = Math.round(share * values.length);
      assertEquals(Array.from(largest(values, count)), bySorting(values, count));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("what float32 cannot tell apart is still in order", () => {
  const close = Float64Array.of(1, 1 + 2 ** -50, -1 - 2 ** -49, 1);
  assertEquals(Array.from(largest(close, 2)), [1, 2]);
  assertEquals(Array.from(largest(close, 3)), [0, 1, 2]);
});
