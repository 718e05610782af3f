import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { meanAbsoluteCosine } from "../../src/measure/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { cosinesByPair, withCommonDirection } from "./measure.ts";

/** Vectors [4000] with a cosine of about −.2 between the first two, and of 0 with the third. */
function vectors(seed: number): Float64Array[] {
  const random = stream(seed, "vectors");
  const [a, b, c] = [0, 1, 2].map(() => Float64Array.from({ length: 4000 }, () => random.normal()));
  return [a!, b!.map((entry, i) => entry - 0.2 * a![i]!), c!];
}

Deno.test("a common direction pulls vectors together, whichever side of a right angle they are on", () => {
  for (let seed = 0; seed < 20; seed++) {
    const before = vectors(seed), after = withCommonDirection(before, seed);
    assertGreater(meanAbsoluteCosine(after), 0.4);
    const [old, now] = [cosinesByPair(before), cosinesByPair(after)];
    now.forEach((cosine, pair) => assertAlmostEquals(cosine, (old[pair]! + 1) / 2, 0.05));
  }
});

Deno.test("pairs are listed once, with the sign of their cosine", () => {
  const rows = [[1, 0], [0, 2], [-3, 0]].map((row) => Float32Array.from(row));
  assertEquals(cosinesByPair(rows), [0, -1, 0]);
});
