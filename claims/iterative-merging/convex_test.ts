import { assertLess } from "@std/assert";
import { convexLosses } from "./convex.ts";

Deno.test("on convex tasks that disagree on curvature, merging often loses less by half", async () => {
  for (const seed of [0, 1, 2]) {
    const { oneShot, iterative } = await convexLosses(seed);
    assertLess(iterative, oneShot / 2);
  }
});
