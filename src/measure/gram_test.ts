import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { matrixOf, orthogonal, replaced, type Update, updates } from "./_matrices_testing.ts";
import { gramStatistics, layersOf } from "./mod.ts";

const GRAMS = ["columns", "smaller-side"] as const;
const moving = updates.filter(({ layer, vector }) =>
  vector.subarray(layer.offset).some((entry) => entry !== 0)
);
const measured = ({ layer, vector }: Update, gram: typeof GRAMS[number] = "columns") =>
  gramStatistics(vector, { layers: [layer], gram });

Deno.test("a row of two is far from orthogonal by its columns, and trivially so by its one row", () => {
  const update = { layer: { offset: 1, rows: 1, columns: 2 }, vector: Float64Array.of(9, 3, 4) };
  // G = [[9, 12], [12, 16]], and [25].
  const byColumns = measured(update);
  assertAlmostEquals(byColumns.offDiagonal, Math.sqrt(2 * 144) / 25, 1e-15);
  assertAlmostEquals(byColumns.premise, Math.sqrt((64 + 2 * 144 + 225) / 2), 1e-12);
  const [{ offDiagonal, premise }] = [measured(update, "smaller-side")];
  assertEquals(offDiagonal, 0);
  assertAlmostEquals(premise, 24, 1e-13);
});

Deno.test("fused, three unit matrices have the Gram matrix 3 I; split, I each", () => {
  const parameters = [{ name: "attn.in_proj_weight", shape: [6, 2] }];
  const update = Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1);
  const of = (qkv: "fused" | "split") =>
    gramStatistics(update, { layers: layersOf(parameters, { qkv }), gram: "smaller-side" });
  assertAlmostEquals(of("fused").premise, 2, 1e-14);
  assertAlmostEquals(of("split").premise, 0, 1e-15);
  assertEquals([of("fused").offDiagonal, of("split").offDiagonal], [0, 0]);
  assertEquals(of("split").layers.length, 3);
});

Deno.test("layers count alike in the mean, whatever their sizes", () => {
  // One layer of a single weight 1 (0, 0), one with G = [[1, 1], [1, 2]].
  const layers = [{ offset: 0, rows: 1, columns: 1 }, { offset: 1, rows: 2, columns: 2 }];
  const found = gramStatistics(Float64Array.of(1, 1, 1, 0, 1), { layers, gram: "columns" });
  assertAlmostEquals(found.offDiagonal, Math.sqrt(2 / 7) / 2, 1e-15);
  assertAlmostEquals(found.premise, Math.sqrt(3 / 2) / 2, 1e-15);
});

Deno.test("the off-diagonal share forgets the scale of an update", () => {
  fc.assert(fc.property(moving, fc.integer({ min: -60, max: 60 }), (update, exponent) => {
    for (const gram of GRAMS) {
      const scaled = { ...update, vector: update.vector.map((entry) => entry * 10 ** exponent) };
      const { offDiagonal } = measured(update, gram);
      assertAlmostEquals(measured(scaled, gram).offDiagonal, offDiagonal, 1e-12);
      assert(offDiagonal >= 0 && offDiagonal < 1);
    }
  }));
});

Deno.test("both statistics forget a rotation of the rows and the order of the columns", () => {
  fc.assert(fc.property(moving, fc.nat(), (update, seed) => {
    const matrix = matrixOf(update);
    const rotated = orthogonal(matrix.rows, seed % 1000).mmul(matrix);
    const order = [...Array(matrix.columns).keys()].map((j) => (j + seed) % matrix.columns);
    const moved = order.map((j) => rotated.getColumn(j));
    const other = { ...update, vector: replaced(update, new Matrix(moved).transpose()) };
    const [here, there] = [measured(update), measured(other)];
    assertAlmostEquals(there.offDiagonal, here.offDiagonal, 1e-7);
    assertAlmostEquals(there.premise, here.premise, 1e-9 * (1 + here.premise));
  }));
});

Deno.test("the smaller side's statistics are those of the transposed update", () => {
  fc.assert(fc.property(moving, (update) => {
    const { layer: { offset, rows, columns } } = update;
    const transposed = {
      layer: { offset, rows: columns, columns: rows },
      vector: replaced(update, matrixOf(update).transpose()),
    };
    const byColumns = measured(rows >= columns ? update : transposed);
    for (const one of rows === columns ? [update] : [update, transposed]) {
      const found = measured(one, "smaller-side");
      assertAlmostEquals(found.offDiagonal, byColumns.offDiagonal, 1e-7);
      assertAlmostEquals(found.premise, byColumns.premise, 1e-9 * (1 + found.premise));
    }
  }));
});

Deno.test("an update that is all but 0 does not meet the premise at all", () => {
  const layers = [{ offset: 0, rows: 2, columns: 3 }];
  const update = Float32Array.of(1, -2, 3, 5, 0, 1).map((entry) => 1e-12 * entry);
  assertAlmostEquals(gramStatistics(update, { layers, gram: "columns" }).premise, 1, 1e-15);
});

Deno.test("no layer, one that did not move, and one with a broken entry are refused", () => {
  const layer = { offset: 0, rows: 1, columns: 2 };
  const of = (vector: Float64Array, layers = [layer]) => () =>
    gramStatistics(vector, { layers, gram: "columns" });
  assertThrows(of(Float64Array.of(1, 2), []), RangeError, "there is no layer");
  const still = [layer, { ...layer, offset: 2 }];
  assertThrows(of(Float64Array.of(1, 2, 0, 0), still), RangeError, "layer 1: it did not move");
  assertThrows(of(Float64Array.of(1, NaN)), RangeError, "Did a training diverge?");
  assertThrows(of(Float64Array.of(1)), RangeError, "the vector ends at 1");
});

Deno.test("columns are inputs, whichever way a layer is stored", () => {
  // [out, in] = [[1, 1], [0, 1], [0, 0]]: of its columns G is [[1, 1], [1, 2]].
  const outIn = gramStatistics(Float64Array.of(1, 1, 0, 1, 0, 0), {
    layers: [{ offset: 0, rows: 3, columns: 2 }],
    gram: "columns",
  });
  const inOut = gramStatistics(Float64Array.of(1, 0, 0, 1, 1, 0), {
    layers: [{ offset: 0, rows: 2, columns: 3, layout: "in-out" }],
    gram: "columns",
  });
  assertAlmostEquals(outIn.offDiagonal, Math.sqrt(2 / 7), 1e-15);
  assertEquals(inOut, outIn);
});
