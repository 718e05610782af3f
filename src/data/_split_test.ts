import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { splitClasses } from "./_split.ts";

Deno.test("every class belongs to exactly one task, and sizes differ by at most one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), fc.integer(), (classes, n, seed) => {
      const tasks = 1 + n % classes;
      const sets = splitClasses(classes, { tasks, key: [seed] });
      assertEquals(sets.flat().sort((a, b) => a - b), Array.from({ length: classes }, (_, c) => c));
      const sizes = sets.map((set) => set.length);
      assertEquals(sizes, sizes.toSorted((a, b) => b - a));
      assert(sizes[0]! - sizes.at(-1)! <= 1);
      for (const set of sets) assertEquals(set, set.toSorted((a, b) => a - b));
    }),
  );
});

Deno.test("ten classes make eight tasks of sizes 2, 2, 1, 1, 1, 1, 1, 1", () => {
  const sizes = splitClasses(10, { tasks: 8, key: [1] }).map((set) => set.length);
  assertEquals(sizes, [2, 2, 1, 1, 1, 1, 1, 1]);
});

Deno.test("the key decides the split, and each class may come first", () => {
  const firsts = Array.from(
    { length: 200 },
    (_, seed) => splitClasses(10, { tasks: 10, key: [seed] })[0]![0],
  );
  assertEquals(new Set(firsts).size, 10);
  assertEquals(splitClasses(10, { tasks: 3, key: [1] }), splitClasses(10, { tasks: 3, key: [1] }));
  assertNotEquals(
    splitClasses(10, { tasks: 3, key: [1] }),
    splitClasses(10, { tasks: 3, key: [2] }),
  );
});

Deno.test("more tasks than classes are refused with both numbers", () => {
  assertThrows(
    () => splitClasses(10, { tasks: 11, key: [1] }),
    RangeError,
    "Cannot split 10 classes into 11 tasks: ask for at most 10 tasks.",
  );
});
