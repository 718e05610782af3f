import { assertEquals, assertGreater } from "@std/assert";
import { mean } from "../_experiments/merging.ts";
import { constructedSurfaces } from "./constructed.ts";

Deno.test("features of a task's own have no error at all, shared ones have", async () => {
  for (const seed of [0, 1, 2]) {
    const own = await constructedSurfaces("disjoint", seed);
    const shared = await constructedSurfaces("overlapping", seed);
    assertEquals(own.map(({ mean }) => mean), own.map(() => 0));
    assertGreater(mean(shared.map(({ mean }) => mean)), 0.1);
  }
});
