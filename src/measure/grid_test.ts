import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { linspace } from "./mod.ts";

Deno.test("values rise evenly between ends that are exact", () => {
  const ends = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 50 }));
  fc.assert(fc.property(ends, fc.integer({ min: 2, max: 80 }), ([from, length], count) => {
    const grid = linspace({ from, to: from + length, count });
    assertEquals([grid.length, grid[0], grid.at(-1)], [count, from, from + length]);
    assertEquals(grid, grid.toSorted((a, b) => a - b));
    assertEquals(new Set(grid).size, count);
  }));
});

Deno.test("a grid to 3 holds the grid to 1, to the last bit", () => {
  const [short, long] = [[1, 21], [3, 61]].map(([to, count]) =>
    linspace({ from: 0, to: to!, count: count! })
  );
  assertEquals(long!.slice(0, 21), short);
});

Deno.test("one value, and ends that do not rise, are refused", () => {
  for (const bad of [{ count: 1 }, { count: 2.5 }, { from: 1 }, { to: NaN }, { to: Infinity }]) {
    const ends = { from: 0, to: 1, count: 3, ...bad };
    assertThrows(() => linspace(ends), RangeError, `${ends.count} values evenly`);
  }
});
