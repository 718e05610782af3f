import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { matrixOf, orthogonal, replaced, updates } from "./_matrices_testing.ts";
import { columnAngles, summariseAngles } from "./mod.ts";

const angles = fc.array(fc.double({ min: 0, max: 180, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});

Deno.test("all angles of an orthogonal matrix are right ones", () => {
  const d = 12;
  const weights = Float64Array.from(orthogonal(d, 3).to1DArray());
  const found = columnAngles(weights, { layer: { offset: 0, rows: d, columns: d } });
  assertEquals(found.length, d * (d - 1) / 2);
  const { mode, fromRight, counts } = summariseAngles(found, { width: 5 });
  assertEquals([mode, counts[18]], [90, found.length]);
  assert(fromRight < 1e-12);
});

Deno.test("columns fanned out in a plane have the mean and the spread of their pairs", () => {
  // Of n directions 180°/n apart n − k pairs are k steps apart: mean (n + 1)/3 steps, variance
  // (n + 1)(n − 2)/18.
  const columns = 100, step = 180 / columns;
  const turns = Array.from({ length: columns }, (_, j) => j * Math.PI / columns);
  const weights = Float64Array.from([...turns.map(Math.cos), ...turns.map(Math.sin)]);
  const found = columnAngles(weights, { layer: { offset: 0, rows: 2, columns } });
  const { spread, mean, mode } = summariseAngles(found, { width: 10 });
  assertAlmostEquals(mean, step * 101 / 3, 1e-9);
  assertAlmostEquals(spread, step * Math.sqrt(101 * 98 / 18), 1e-9);
  assertEquals(mode, 10);
});

Deno.test("angles forget a rotation of the space and the lengths of the columns", () => {
  fc.assert(fc.property(updates, fc.nat({ max: 999 }), (update, seed) => {
    const { layer, vector } = update;
    const matrix = matrixOf(update);
    const lengths = matrix.transpose().to2DArray().map((column) => Math.hypot(...column));
    fc.pre(layer.columns > 1 && Math.min(...lengths) > 0);
    const scaled = matrix.clone().mulRowVector(lengths.map((_, j) => 1 + j));
    const moved = replaced(update, orthogonal(layer.rows, seed).mmul(scaled));
    const [here, there] = [vector, moved].map((weights) => columnAngles(weights, { layer }));
    // Near 0° and 180° an angle is only as sharp as the root of the rounding of its cosine.
    here!.forEach((angle, i) => assertAlmostEquals(there![i]!, angle, 1e-5));
  }));
});

Deno.test("bins are centred, and the borders between them belong to the upper", () => {
  const { centres, counts, mode } = summariseAngles([0, 14, 15, 89, 91, 104, 180], { width: 30 });
  assertEquals(centres, [0, 30, 60, 90, 120, 150, 180]);
  assertEquals(counts, [2, 1, 0, 3, 0, 0, 1]);
  assertEquals(mode, 90);
});

Deno.test("of equally full bins the one nearest to 90° is the mode, then the first", () => {
  assertEquals(summariseAngles([0, 30, 120], { width: 30 }).mode, 120);
  assertEquals(summariseAngles([120, 60], { width: 30 }).mode, 60);
});

Deno.test("no angle is lost, and mirrored angles are mirrored", () => {
  fc.assert(fc.property(angles, (list) => {
    const found = summariseAngles(list, { width: 10 });
    assertEquals(found.counts.reduce((a, b) => a + b), list.length);
    const mirrored = summariseAngles(list.map((angle) => 180 - angle), { width: 10 });
    assertAlmostEquals(mirrored.mean, 180 - found.mean, 1e-9);
    assertAlmostEquals(mirrored.fromRight, found.fromRight, 1e-9);
    assertAlmostEquals(found.spread ** 2 + (found.mean - 90) ** 2, found.fromRight ** 2, 1e-6);
  }));
});

Deno.test("too few columns, columns of zeros, no angles and bins beside 90° are refused", () => {
  const layer = { offset: 0, rows: 1, columns: 2 };
  assertThrows(() => columnAngles(Float64Array.of(1, 0), { layer }), RangeError, "no direction");
  const one = { ...layer, columns: 1 };
  assertThrows(() => columnAngles(Float64Array.of(1), { layer: one }), RangeError, "1 columns");
  assertThrows(() => summariseAngles([], { width: 5 }), RangeError, "0 angles");
  for (const bad of [-1, 181, NaN]) {
    assertThrows(() => summariseAngles([90, bad], { width: 5 }), RangeError, `${bad} is no angle`);
  }
  for (const width of [0, -5, 7, NaN]) {
    assertThrows(() => summariseAngles([90], { width }), RangeError, `bins of ${width}°`);
  }
});
