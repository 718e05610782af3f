import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { chooseBalanced } from "./_choose.ts";

const choices = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(300), fc.nat(300)).map(
  ([classes, count, more]) => ({ classes, count, pool: count + more }),
);

Deno.test("as many of one class as of another, none twice, all of the pool", () => {
  fc.assert(fc.property(choices, fc.nat(), (choice, seed) => {
    const { classes, count, pool } = choice;
    const chosen = chooseBalanced(choice, [seed]);
    assertEquals(chosen.length, count);
    assertEquals(new Set(chosen).size, count);
    assert(chosen.every((i) => i >= 0 && i < pool));
    const counts = Array.from({ length: classes }, () => 0);
    for (const i of chosen) counts[i % classes]!++;
    assert(Math.max(...counts) - Math.min(...counts) <= 1);
  }));
});

Deno.test("the key decides, and every image of the pool has its chance", () => {
  const choice = { classes: 5, count: 10, pool: 40 };
  assertEquals(chooseBalanced(choice, [1]), chooseBalanced(choice, [1]));
  assertNotEquals(chooseBalanced(choice, [1]), chooseBalanced(choice, [2]));
  const seen = new Set(
    Array.from({ length: 60 }, (_, seed) => chooseBalanced(choice, [seed])).flat(),
  );
  assertEquals(seen.size, 40);
});
