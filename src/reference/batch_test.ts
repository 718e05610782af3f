import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { everyArchitecture, randomPoint } from "./_testing.ts";
import { type Batch, excludeSamples, loss } from "./mod.ts";

Deno.test("the mean over all samples is made up of those over the two parts", () => {
  for (const architecture of everyArchitecture) {
    const { theta, batch } = randomPoint(architecture, { seed: 1, count: 5 });
    const sumOf = (part: Batch) => part.count * loss(architecture, { theta, batch: part });
    const rest = excludeSamples(batch, [3, 0, 3]), taken = excludeSamples(batch, [1, 2, 4]);
    assertEquals([rest.count, taken.count], [3, 2]);
    const gap = sumOf(batch) - sumOf(rest) - sumOf(taken);
    assertEquals(Math.abs(gap) < 1e-13 * sumOf(batch), true);
    assertNotEquals(rest.inputs, taken.inputs);
  }
});

Deno.test("unknown samples, and all of them, are refused", () => {
  const { batch } = randomPoint(everyArchitecture[0]!, { seed: 2, count: 2 });
  assertThrows(() => excludeSamples(batch, [2]), RangeError, "sample 2 of 2");
  assertThrows(() => excludeSamples(batch, [-1]), RangeError, "sample -1 of 2");
  assertThrows(() => excludeSamples(batch, [0, 1]), RangeError, "all 2 samples");
});
