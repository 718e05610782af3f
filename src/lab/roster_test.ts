import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Cell } from "./cell.ts";
import { Roster } from "./roster.ts";

const cellsOf = (keys: readonly string[]) => keys.map((key) => ({ key })) as unknown as Cell[];

Deno.test("without known runs the order is the plan's", () => {
  const roster = new Roster(cellsOf(["b", "a", "c"]), () => []);
  assertEquals([roster.next(), roster.next(), roster.next()].map((cell) => cell?.key), [
    "b",
    "a",
    "c",
  ]);
});

Deno.test("a run that a finished cell asked for hinders nobody", () => {
  const roster = new Roster(cellsOf(["x1", "x2", "x3", "y1"]), ({ key }) => [key[0]!]);
  const first = roster.next()!;
  roster.done(first);
  assertEquals([roster.next()?.key, roster.next()?.key], ["x2", "x3"]);
});

Deno.test("every cell is handed out once, whatever is finished when", () => {
  fc.assert(fc.property(
    fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 2 }), { maxLength: 12 }),
    fc.infiniteStream(fc.boolean()),
    (runs, finishes) => {
      const cells = cellsOf(runs.map((_, i) => `${i}`));
      const roster = new Roster(cells, ({ key }) => runs[Number(key)]!);
      const given: string[] = [];
      const busy: Cell[] = [];
      for (let cell = roster.next(); cell; cell = roster.next()) {
        given.push(cell.key);
        busy.push(cell);
        if (finishes.next().value) roster.done(busy.shift()!);
      }
      assertEquals(given.toSorted((a, b) => Number(a) - Number(b)), cells.map(({ key }) => key));
    },
  ));
});
