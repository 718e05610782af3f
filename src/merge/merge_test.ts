import { assertEquals, assertThrows } from "@std/assert";
import { merge, type MergeMethod, type Vector } from "./mod.ts";

const rows = (...vectors: number[][]) => vectors.map((row) => Float32Array.from(row));
const merged = (vectors: readonly Vector[], method: MergeMethod) =>
  Array.from(merge(vectors, method));

Deno.test("task arithmetic is the sum and averaging the mean, in float64", () => {
  const vectors = rows([2 ** 24, 1], [1, 2], [0, 3]);
  assertEquals(merged(vectors, { kind: "task-arithmetic" }), [2 ** 24 + 1, 6]);
  assertEquals(merged(vectors, { kind: "average" }), [(2 ** 24 + 1) / 3, 2]);
});

// Trimmed to 3 of 5: [5, -4, 3, 0, 0], [0, 4, 3, -2, 0], [-6, 0, 0, 2, -1]; sums -1, 0, 6, 0, -1.
Deno.test("TIES trims, elects by the sum, and combines those that agree", () => {
  const vectors = rows([5, -4, 3, 1, 2], [1, 4, 3, -2, 0], [-6, .5, 0, 2, -1]);
  const ties = { kind: "ties", keep: .6 } as const;
  assertEquals(merged(vectors, ties), [-6, 0, 3, 0, -1]);
  assertEquals(merged(vectors, { ...ties, combine: "sum" }), [-6, 0, 6, 0, -1]);
});

Deno.test("TIES keeps the largest fifth unless it is told otherwise", () => {
  const vector = rows([1, -9, 2, 3, 4, 5, 8, 7, 6, 0]);
  assertEquals(merged(vector, { kind: "ties" }), [0, -9, 0, 0, 0, 0, 8, 0, 0, 0]);
});

Deno.test("TIES' mean is over those that agree, and a kept zero agrees with nobody", () => {
  assertEquals(merged(rows([4, -1], [2, 0], [-3, -4]), { kind: "ties", keep: 1 }), [3, -2.5]);
});

Deno.test("at a cut between equal magnitudes the lower index is kept", () => {
  const ties = { kind: "ties", keep: .5 } as const;
  assertEquals(merged(rows([1, -1, 1, -1]), ties), [1, -1, 0, 0]);
  const band = { kind: "breadcrumbs", beta: .25, gamma: .75, layers: "whole" } as const;
  assertEquals(merged(rows([1, -1, 1, -1]), band), [0, -1, 1, 0]);
});

// Layer one by rising magnitude: 1 2 | 3 4 | 5 (ranks 2 and 3 of 5); layer two: 10 | -20 | 30.
Deno.test("Breadcrumbs keeps the middle of every layer", () => {
  const vectors = rows([5, 1, -3, 4, 2, 10, -20, 30], [0, 0, 0, 0, 0, 1, 1, 1]);
  const band = { kind: "breadcrumbs", beta: .4, gamma: .8 } as const;
  const layered = { ...band, layers: [5, 3] };
  assertEquals(merged(vectors, layered), [0, 0, -3, 4, 0, 0, -20 + 1, 0]);
  // As one layer, ranks 3 to 5 of 8: -3 | 4, 5, 10 | -20; and 0 0 0 | 0 0, the last 1 | 1 1.
  const whole = { ...band, layers: "whole" } as const;
  assertEquals(merged(vectors, whole), [5, 0, 0, 4, 0, 10, 0, 1]);
});

Deno.test("Breadcrumbs' default band is from .85 to .993", () => {
  const vector = Float64Array.from({ length: 1000 }, (_, i) => i + 1);
  const kept = merge([vector], { kind: "breadcrumbs", layers: "whole" }).filter((x) => x !== 0);
  assertEquals([kept.length, kept[0], kept.at(-1)], [143, 851, 993]);
});

Deno.test("what cannot be merged is refused", () => {
  const one = rows([1, 2]);
  const fails = (vectors: readonly Vector[], method: MergeMethod, message: string) =>
    assertThrows(() => merge(vectors, method), RangeError, message);
  const sum = { kind: "task-arithmetic" } as const;
  fails([], sum, "no vectors were given");
  fails(rows([1, 2], [1]), sum, "vector 1 has 1 coordinates, vector 0 has 2");
  // Trimming would drop the NaN, so TIES would hide it.
  fails(rows([1, 2], [NaN, 9]), { kind: "ties", keep: .5 }, "coordinate 0 of vector 1 is NaN");
  fails(rows([1, Infinity]), sum, "is Infinity");
  for (const keep of [0, 1.1, NaN]) fails(one, { kind: "ties", keep }, `keep is ${keep}`);
  const dare = { kind: "dare", key: [0], names: ["a"], drop: .5 } as const;
  for (const drop of [-.1, 1, NaN]) fails(one, { ...dare, drop }, `drop is ${drop}`);
  fails(one, { ...dare, names: ["a", "b"] }, "number of names is 2, not the number of vectors, 1");
  fails([...one, ...one], { ...dare, names: ["a", "a"] }, "a, a, not one of different names");
  const band = { kind: "breadcrumbs", layers: "whole" } as const;
  fails(one, { ...band, beta: -.1 }, "(-0.1, 0.993)");
  fails(one, { ...band, beta: .5, gamma: .5 }, "(0.5, 0.5)");
  fails(one, { ...band, gamma: 1.1 }, "(0.85, 1.1)");
  for (const layers of [[1], [3, -1], [1.5, .5], [0, 2]]) {
    fails(one, { ...band, layers }, `[${layers.join(", ")}], not one of positive whole numbers`);
  }
});
