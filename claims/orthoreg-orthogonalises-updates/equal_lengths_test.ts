import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { gramStatistics, singularValues } from "../../src/measure/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { equalLengths } from "./equal_lengths.ts";

const LAYERS = [{ offset: 1, rows: 7, columns: 4 }, { offset: 29, rows: 5, columns: 8 }];

/** Columns of very different lengths, which depend on each other. */
function update(seed: number): Float64Array {
  const random = stream(seed, "equal lengths");
  return Float64Array.from({ length: 70 }, (_, i) => random.normal() * (1 + i % 4) ** 2);
}

Deno.test("an update's columns get one length, and its singular values stay", () => {
  for (let seed = 0; seed < 20; seed++) {
    const before = update(seed), after = equalLengths(before, { layers: LAYERS });
    for (const layer of LAYERS) {
      const old = singularValues(before, { layer });
      singularValues(after, { layer }).forEach((value, i) =>
        assertAlmostEquals(value, old[i]!, 1e-12 * old[0]!)
      );
    }
    assertEquals([after[0], after.at(-1)], [before[0], before.at(-1)]);
  }
});

Deno.test("no basis has a larger energy: √(1 − r/d), with r the effective rank (Σs²)²/Σs⁴", () => {
  for (let seed = 0; seed < 20; seed++) {
    const before = update(seed), after = equalLengths(before, { layers: LAYERS });
    LAYERS.forEach((layer, index) => {
      const squares = singularValues(before, { layer }).map((value) => value ** 2);
      const sum = squares.reduce((a, b) => a + b), four = squares.reduce((a, b) => a + b * b, 0);
      const largest = Math.sqrt(1 - sum ** 2 / four / squares.length);
      const energy = (vector: Float64Array) =>
        gramStatistics(vector, { layers: LAYERS, gram: "smaller-side" }).layers[index]!.offDiagonal;
      assertAlmostEquals(energy(after), largest, 1e-12);
      assertGreater(largest, energy(before));
    });
  }
});

Deno.test("columns of one length are left as they are", () => {
  const layers = [{ offset: 0, rows: 2, columns: 2 }];
  assertEquals(equalLengths(Float32Array.of(1, 0, 0, 1), { layers }), Float64Array.of(1, 0, 0, 1));
});
