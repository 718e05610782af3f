import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { stream } from "../../src/random/mod.ts";
import { judged } from "../_judged_testing.ts";
import { frozenBase } from "../_experiments/base.ts";
import { MODELS } from "../_experiments/model.ts";
import { gaussian } from "../_matrices/draw.ts";
import { matrix } from "../_matrices/matrix.ts";
import { BIN_EDGES, columnAngles } from "./angles.ts";
import { layersOf, weightsOf } from "./layers.ts";
import * as claim from "./mod.ts";

const columns = (...list: readonly (readonly number[])[]) =>
  matrix({ rows: list[0]!.length, columns: list.length }, (i, j) => list[j]![i]!);

Deno.test("known columns have known angles: 90°, 45° twice", () => {
  const { counts, mode, spread, near } = columnAngles(columns([1, 0], [0, 3], [2, 2]));
  assertEquals(counts.flatMap((count, degree) => count ? [[degree, count]] : []), [[45, 2], [
    90,
    1,
  ]]);
  assertEquals(mode, 45);
  assertAlmostEquals(spread, 45 * Math.sqrt(2 / 3), 1e-12);
  assertAlmostEquals(near, 1 / 3, 1e-15);
  assertEquals(BIN_EDGES.length, counts.length + 1);
  assertEquals([BIN_EDGES[45], BIN_EDGES[46]], [44.5, 45.5]);
});

Deno.test("opposite columns are 180° apart, equal ones 0°", () => {
  assertEquals(columnAngles(columns([1, 2], [-1, -2])).counts[180], 1);
  assertEquals(columnAngles(columns([1, 2], [2, 4])).counts[0], 1);
});

Deno.test("of 768 entries, 98.4 % of Gaussian columns' pairs are within 5° of 90°, sd 2.07°", () => {
  const { near, spread, mode } = columnAngles(
    gaussian(stream(0, "null"), { rows: 768, columns: 200 }),
  );
  assertAlmostEquals(near, 0.984, 0.004);
  assertAlmostEquals(spread, 2.07, 0.04);
  assertAlmostEquals(mode, 90, 1);
});

Deno.test("a column of zeros and a single column have no angle", () => {
  assertThrows(() => columnAngles(columns([1, 0], [0, 0])), RangeError, "column 1 is all zeros");
  assertThrows(() => columnAngles(columns([1, 0])), RangeError, "angles of 1 columns");
});

Deno.test("a column of a layer is what one unit takes in", async () => {
  assertEquals(layersOf("mlp"), ["w0", "w1", "w2"]);
  const refuse = {} as Parameters<typeof weightsOf>[0];
  const { rows, columns, data } = await weightsOf(refuse, {
    base: "frozen",
    model: "mlp",
    layer: "w1",
  });
  assertEquals([rows, columns], [256, 256]);
  // From unit 3 of the first hidden layer to unit 7 of the second.
  assertEquals(data[3 * columns + 7], frozenBase(MODELS.mlp)[460 * 256 + 256 + 3 * columns + 7]);
});

Deno.test("the frozen base peaks at 90°, and spreads more than chance does", async () => {
  const { arms, settled } = await judged(claim);
  assertEquals(settled, {
    "peak": "supported",
    "beyond-null": "refuted",
    "peak-transformer": "supported",
    "beyond-null-transformer": "inconclusive",
  });
  const gaussianArm = arms["beyond-null gaussian"]!;
  assert(gaussianArm.verdict.status !== "supported", "Gaussian columns beat the null");
});
