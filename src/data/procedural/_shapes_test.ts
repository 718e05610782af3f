import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Cover, type Point, X, Y } from "./_canvas.ts";
import { arc, ellipse, polygon, rectangle, regular, strokes, wave } from "./_shapes.ts";

const SHARPNESS = 14.4;
const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const pixel = (row: number, column: number) => 16 * row + column;
const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true });
const points = (minLength: number) =>
  fc.array(fc.tuple(coordinate, coordinate), { minLength, maxLength: 8 });

function assertWithin(cover: Cover) {
  assertEquals(cover.length, 256);
  assert(cover.every((part) => part >= 0 && part <= 1), "covers lie between 0 and 1");
}

Deno.test("pixels' centres: x to the right, y down, the first at −15/16", () => {
  assertEquals([X[pixel(0, 0)], Y[pixel(0, 0)]], [-15 / 16, -15 / 16]);
  assertEquals([X[pixel(2, 15)], Y[pixel(2, 15)]], [15 / 16, -11 / 16]);
});

Deno.test("a stroke covers by the distance from its segment, ends included", () => {
  const cover = strokes([[[-0.5, 0], [0.5, 0]]], 0.2);
  // Over the middle: only the distance in y counts. Beyond the end: a diagonal, too.
  assertAlmostEquals(cover[pixel(7, 8)]!, logistic(SHARPNESS * (0.2 - 1 / 16)), 1e-8);
  assertAlmostEquals(cover[pixel(10, 8)]!, logistic(SHARPNESS * (0.2 - 5 / 16)), 1e-8);
  const beyond = Math.hypot(13 / 16 - 0.5, 3 / 16);
  assertAlmostEquals(cover[pixel(9, 14)]!, logistic(SHARPNESS * (0.2 - beyond)), 1e-8);
});

Deno.test("a stroke of one point is a disc", () => {
  const cover = strokes([[[0, 0], [0, 0]]], 0.4);
  assertAlmostEquals(
    cover[pixel(9, 10)]!,
    logistic(SHARPNESS * (0.4 - Math.hypot(3, 5) / 16)),
    1e-6,
  );
});

Deno.test("a square as a polygon is the rectangle, but for its corners' outside", () => {
  const square = polygon([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]);
  const other = rectangle([-0.5, -0.5], [0.5, 0.5]);
  for (let k = 0; k < 256; k++) {
    if (Math.abs(X[k]!) > 0.5 && Math.abs(Y[k]!) > 0.5) continue;
    assertAlmostEquals(square[k]!, other[k]!, 1e-6);
  }
});

Deno.test("what a polygon winds round twice is outside", () => {
  const inner: Point[] = [[-0.4, -0.4], [0.4, -0.4], [0.4, 0.4], [-0.4, 0.4]];
  const outer: Point[] = [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]];
  const ring = polygon([...outer, outer[0]!, ...inner, inner[0]!]);
  assert(ring[pixel(8, 8)]! < 0.05 && ring[pixel(8, 2)]! > 0.9);
});

Deno.test("an ellipse is half covered on its border and falls off outwards", () => {
  const cover = ellipse([1 / 16, 1 / 16], { width: 0.5, height: 0.25 });
  assertAlmostEquals(cover[pixel(8, 12)]!, 0.5, 1e-12);
  assertAlmostEquals(cover[pixel(10, 8)]!, 0.5, 1e-12);
  assert(cover[pixel(8, 8)]! > 0.95 && cover[pixel(8, 14)]! < 0.2);
});

Deno.test("a wave repeats after 1 / frequency along its angle and stays across it", () => {
  const along = wave(2, { angle: 0, phase: 0.3 });
  assertAlmostEquals(along[pixel(3, 2)]!, along[pixel(9, 6)]!, 1e-12);
  assertAlmostEquals(along[pixel(0, 8)]!, Math.sin(2 * Math.PI * 2 / 16 + 0.3), 1e-12);
});

Deno.test("arcs start and end where they say, and regular polygons have equal radii", () => {
  const line = arc([0.1, 0.2], { width: 0.5, height: 0.25, from: 0, to: 90, points: 3 });
  assertEquals(line.length, 3);
  assertAlmostEquals(line[0]![0], 0.6, 1e-12);
  assertAlmostEquals(line[2]![1], 0.45, 1e-12);
  for (const [x, y] of regular(5, { radius: 0.7, turn: 1 })) {
    assertAlmostEquals(Math.hypot(x, y), 0.7, 1e-12);
  }
});

Deno.test("whatever the points, covers are finite and within 0 to 1", () => {
  fc.assert(fc.property(points(2), (line) => assertWithin(strokes([line], 0.1))));
  fc.assert(fc.property(points(3), (corners) => assertWithin(polygon(corners))));
});

Deno.test("a polygon does not depend on the corner it starts from", () => {
  fc.assert(fc.property(points(3), fc.nat(7), (corners, by) => {
    const start = by % corners.length;
    const turned = [...corners.slice(start), ...corners.slice(0, start)];
    assertEquals(polygon(turned), polygon(corners));
  }));
});
