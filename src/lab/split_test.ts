import { assertAlmostEquals, assertEquals, assertGreaterOrEqual, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Cell } from "./cell.ts";
import type { Cost } from "./cost.ts";
import { RATES } from "./estimate.ts";
import { type Load, loadsOf } from "./load.ts";
import { split } from "./split.ts";

/** Up to 40 cells that share up to 12 trainings; a training takes equally long for all. */
const loads = fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }).chain((seconds) =>
  fc.array(
    fc.record({
      seconds: fc.nat(1000),
      runs: fc.uniqueArray(fc.nat(11), { maxLength: 5 })
        .map((runs) => runs.map((id) => ({ name: `run ${id}`, seconds: seconds[id]! }))),
    }),
    { maxLength: 40 },
  )
);
const counts = fc.integer({ min: 1, max: 9 });

function secondsOf(loads: readonly Load[]): number {
  const runs = new Map(
    loads.flatMap(({ runs }) => runs.map(({ name, seconds }) => [name, seconds])),
  );
  const own = loads.reduce((sum, { seconds }) => sum + seconds, 0);
  return [...runs.values()].reduce((sum, seconds) => sum + seconds, own);
}

const longest = (parts: readonly { readonly seconds: number }[]) =>
  Math.max(...parts.map(({ seconds }) => seconds));

Deno.test("every cell is in exactly one part, and a part's time counts each of its runs once", () => {
  fc.assert(fc.property(loads, counts, (loads, count) => {
    const parts = split(loads, count);
    assertEquals(parts.length, count);
    assertEquals(
      parts.flatMap(({ cells }) => cells).sort((a, b) => a - b),
      loads.map((_, i) => i),
    );
    for (const { cells, seconds } of parts) {
      assertEquals(cells, cells.toSorted((a, b) => a - b));
      assertAlmostEquals(seconds, secondsOf(cells.map((i) => loads[i]!)), 1e-6);
    }
    assertEquals(split(loads, count), parts);
  }));
});

Deno.test("no part takes longer than all of it; without shared runs not by more than a cell", () => {
  fc.assert(fc.property(loads, counts, (loads, count) => {
    assertGreaterOrEqual(secondsOf(loads) + 1e-6, longest(split(loads, count)));
    const alone = loads.map(({ seconds }) => ({ seconds, runs: [] }));
    // Graham (1969): list scheduling ends within the mean and, of the last cell, all but a share.
    const bound = secondsOf(alone) / count +
      (1 - 1 / count) * Math.max(0, ...alone.map(({ seconds }) => seconds));
    assertGreaterOrEqual(bound + 1e-6, longest(split(alone, count)));
  }));
});

Deno.test("a run that a cell asks for twice is trained once", () => {
  const run = { name: "a", seconds: 10 };
  assertEquals(split([{ seconds: 1, runs: [run, run] }], 1), [{ cells: [0], seconds: 11 }]);
});

Deno.test("cells that share a training stay together where that is no longer", () => {
  const cell = (name: string) => ({ seconds: 1, runs: [{ name, seconds: 10 }] });
  const four = ["a", "b", "a", "b"].map(cell);
  assertEquals(split(four, 2), [{ cells: [0, 2], seconds: 12 }, { cells: [1, 3], seconds: 12 }]);
  // One training and much to do with it: each part trains it, which takes less time than one would.
  const many = Array.from({ length: 40 }, () => cell("a"));
  assertEquals(split(many, 2).map(({ seconds }) => seconds), [30, 30]);
  assertEquals(split([cell("a")], 3).map(({ cells }) => cells.length), [1, 0, 0]);
  assertThrows(() => split(four, 0), RangeError, "Cannot split cells into 0 parts");
});

const COSTS: Readonly<Record<string, Cost>> = {
  a: { runs: [run("r", 3)], ...work(1) },
  b: { runs: [run("r", 3), run("s", 5)], ...work(0.5) },
};
const cells = (...keys: string[]) => keys.map((key) => ({ key }) as unknown as Cell);

/** An amount of work of so many seconds on the device that shares are reckoned for. */
function work(seconds: number) {
  return { steps: 0, flops: seconds * RATES["wasm + OpenBLAS"].flops, bytes: 0 };
}

function run(name: string, seconds: number) {
  return { name, ...work(seconds) };
}

Deno.test("a load is what the claim estimates, and of a cell nothing is known of a little", () => {
  const costOf = ({ key }: Cell) => COSTS[key];
  const [a, b, c] = loadsOf(cells("a", "b", "c"), { costOf });
  assertAlmostEquals(a!.seconds, 1.005, 1e-9);
  assertEquals([a!.runs, b!.runs.map(({ seconds }) => seconds)], [[{ name: "r", seconds: 3 }], [
    3,
    5,
  ]]);
  assertEquals(c, { seconds: 0.005, runs: [] });
});

Deno.test("what was measured stretches a cell and the runs that it asked for first", () => {
  const measured: Readonly<Record<string, number>> = { a: 2 * 4.005, b: 3 * 5.505, c: 7 };
  const [a, b, c, d] = loadsOf(cells("a", "b", "c", "b"), {
    costOf: ({ key }) => COSTS[key],
    secondsOf: ({ key }) => measured[key],
  });
  assertAlmostEquals(a!.seconds, 2 * 1.005, 1e-9);
  assertAlmostEquals(b!.seconds, 3 * 0.505, 1e-9);
  assertEquals(b!.runs.map(({ seconds }) => Math.round(seconds * 1e9) / 1e9), [6, 15]);
  assertEquals(c, { seconds: 7, runs: [] });
  // The second time its runs are there: all that was measured is its own.
  assertAlmostEquals(d!.seconds, measured.b!, 1e-9);
  assertEquals(d!.runs, b!.runs);
});
