import { assertEquals, assertRejects } from "@std/assert";
import { tuneScaling } from "./mod.ts";

const grid = [.1, .2, .3, .4];
const peakAt = (peak: number) => (alpha: number) => -Math.abs(alpha - peak);

Deno.test("the best value of the grid is found, and whether it lies on an edge", async () => {
  const edges = async (peak: number) => {
    const { alpha, edge } = await tuneScaling({ grid, score: peakAt(peak) });
    return [alpha, edge];
  };
  assertEquals(await edges(.3), [.3, "none"]);
  assertEquals(await edges(0), [.1, "lower"]);
  assertEquals(await edges(1), [.4, "upper"]);
});

Deno.test("of equal scores the smallest α wins, also at the edges", async () => {
  const tuned = async (scores: readonly number[]) => {
    const { alpha, edge } = await tuneScaling({ grid, score: (a) => scores[grid.indexOf(a)]! });
    return [alpha, edge];
  };
  assertEquals(await tuned([.5, .7, .7, .6]), [.2, "none"]);
  assertEquals(await tuned([.7, .7, .7, .7]), [.1, "lower"]);
  assertEquals(await tuned([.5, .5, .7, .7]), [.3, "none"]);
});

Deno.test("scores may be promises, are asked for one by one in order, and are all returned", async () => {
  const asked: number[] = [];
  let running = 0;
  const { scores, score } = await tuneScaling({
    grid,
    score: async (alpha) => {
      asked.push(alpha);
      assertEquals(++running, 1);
      await Promise.resolve();
      running--;
      return 10 * alpha;
    },
  });
  assertEquals(asked, grid);
  assertEquals(scores, grid.map((alpha) => 10 * alpha));
  assertEquals(score, 4);
});

Deno.test("a score that is no number and a grid that is none are refused", async () => {
  const score = () => 0;
  for (const bad of [[], [.1], [.2, .1], [.1, .1], [.1, NaN], [-Infinity, 0]]) {
    await assertRejects(() => tuneScaling({ grid: bad, score }), RangeError, "the grid [");
  }
  await assertRejects(
    () => tuneScaling({ grid, score: (alpha) => alpha === .2 ? NaN : 1 }),
    RangeError,
    "the score at α = 0.2 is NaN",
  );
});
