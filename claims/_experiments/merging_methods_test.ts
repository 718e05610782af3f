import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { merge, type MergeMethod } from "../../src/merge/mod.ts";
import { encoderSize } from "../../src/model/mod.ts";
import { mean, methodOf, METHODS, points, scalingGrid } from "./merging.ts";
import { MODELS } from "./model.ts";

const tasks = ["strokes", "house"];
const { encoder } = MODELS.mlp;
const settled = { seed: 0, tasks, encoder };

Deno.test("the methods have the settings of the papers that proposed them", () => {
  assertEquals(METHODS.map((name) => methodOf(name, settled)), [
    { kind: "task-arithmetic" },
    { kind: "ties", keep: 0.2, combine: "sum" },
    {
      kind: "breadcrumbs",
      beta: 0.85,
      gamma: 0.993,
      layers: [117_760, 256, 65_536, 256, 16_384, 64],
    },
    { kind: "dare", drop: 0.9, key: [0, "dare"], names: ["strokes", "house"] },
  ]);
});

Deno.test("the spectral methods take every weight matrix of the encoder, and no bias", () => {
  const layers = [
    { offset: 0, rows: 460, columns: 256 },
    { offset: 118_016, rows: 256, columns: 256 },
    { offset: 183_808, rows: 256, columns: 64 },
  ];
  assertEquals(methodOf("tsv", settled), { kind: "tsv", layers });
  assertEquals(methodOf("iso-c", settled), { kind: "iso-c", layers });
});

Deno.test("Breadcrumbs' layers are all of the encoder", () => {
  const { layers } = methodOf("breadcrumbs", settled) as { layers: readonly number[] };
  assertEquals(layers.reduce((sum, size) => sum + size, 0), encoderSize(encoder));
});

Deno.test("TIES sums the largest fifth of each vector where it agrees with the elected sign", () => {
  const vectors = [
    Float64Array.of(5, 4, .1, .1, .1, .1, .1, .1, .1, .1),
    Float64Array.of(6, -9, .2, .2, .2, .2, .2, .2, .2, .2),
  ];
  const expected = Float64Array.of(11, -9, 0, 0, 0, 0, 0, 0, 0, 0);
  assertEquals(merge(vectors, methodOf("ties", settled)), expected);
});

Deno.test("DARE's masks are a seed's and a task's own, and keep a tenth ten times as large", () => {
  const ones = new Float64Array(5000).fill(1);
  const mask = (seed: number, task: string) =>
    merge([ones], methodOf("dare", { seed, tasks: [task], encoder }));
  const kept = mask(0, "strokes");
  assertEquals(mask(0, "strokes"), kept);
  assertNotEquals(mask(1, "strokes"), kept);
  assertNotEquals(mask(0, "house"), kept);
  // 1 / (1 − .9) in float64 is not quite 10.
  for (const value of kept) if (value !== 0) assertAlmostEquals(value, 10, 1e-12);
  // Five standard deviations of a binomial share.
  assertAlmostEquals(mean(Array.from(kept, Math.sign)), 0.1, 5 * Math.sqrt(0.09 / 5000));
});

Deno.test("α is tried in twentieths up to 1, else in tenths: Breadcrumbs 2, spectral ones 3", () => {
  const ends = (kind: MergeMethod["kind"]) => {
    const grid = scalingGrid({ kind });
    return [grid.length, grid[0], grid.at(-1)];
  };
  assertEquals(ends("ties"), [20, 0.05, 1]);
  assertEquals(ends("consensus"), [20, 0.05, 1]);
  assertEquals(ends("tsv"), [30, 0.1, 3]);
  assertEquals(ends("iso-c"), [30, 0.1, 3]);
  assertEquals(ends("breadcrumbs"), [20, 0.1, 2]);
});

Deno.test("points are the mean accuracy of all tasks, in hundredths", () => {
  assertEquals(points([.5, .75, .25].map((accuracy) => ({ loss: 9, accuracy }))), 50);
});
