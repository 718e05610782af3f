import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { quotas } from "./_quotas.ts";

Deno.test("all where there is enough room, else shares of at least one", () => {
  assertEquals(quotas([3, 5], 8), [3, 5]);
  assertEquals(quotas([30, 60, 10], 10), [3, 6, 1]);
  assertEquals(quotas([99, 1, 1], 10), [8, 1, 1]);
  assertEquals(quotas([4, 4, 4], 2), [1, 1, 1]);
  assertEquals(quotas([10, 10, 10], 10), [4, 3, 3]);
});

Deno.test("they sum to the size, never exceed what there is, and follow it", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(counts, fc.integer({ min: 1, max: 300 }), (available, size) => {
    const taken = quotas(available, size);
    const total = available.reduce((sum, count) => sum + count);
    assertEquals(
      taken.reduce((sum, count) => sum + count),
      Math.min(total, Math.max(size, available.length)),
    );
    available.forEach((count, c) => {
      assert(taken[c]! >= 1 && taken[c]! <= count);
      available.forEach((other, d) => count >= other && assert(taken[c]! >= taken[d]! - 1));
    });
  }));
});
