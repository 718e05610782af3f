import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Canvas, type Colour } from "./_canvas.ts";

const written = (canvas: Canvas) => {
  const bytes = new Uint8Array(768);
  canvas.write(bytes, 0);
  return bytes;
};

Deno.test("paint mixes by the cover, with one colour or one for each pixel", () => {
  const cover = new Float64Array(256);
  cover[3] = 0.25;
  const one = new Canvas([0.2, 0.4, 0.6]).paint(cover, [1, 0, 0.6]);
  const each = new Canvas([0.2, 0.4, 0.6]).paint(cover, new Canvas([1, 0, 0.6]).planes);
  assertEquals(one.planes, each.planes);
  const at = (k: number) => [0, 256, 512].map((plane) => one.planes[plane + k]!);
  [0.4, 0.3, 0.6].forEach((value, c) => assertAlmostEquals(at(3)[c]!, value, 1e-12));
  assertEquals(at(4), [0.2, 0.4, 0.6]);
});

Deno.test("writing puts the colours of a pixel side by side, clipped and rounded", () => {
  const colour: Colour = [-1, 0.498, 7];
  assertEquals(written(new Canvas(colour)).slice(0, 4), Uint8Array.of(0, 127, 255, 0));
  const rounded = [1.49 / 255, 1.51 / 255, 254.5 / 255] as const;
  assertEquals(written(new Canvas(rounded)).slice(-3), Uint8Array.of(1, 2, 255));
});

Deno.test("mirroring exchanges left and right in every row and colour", () => {
  const canvas = new Canvas([0, 0, 0]);
  canvas.planes[256 + 16 * 2 + 1] = 1;
  canvas.mirror();
  assertEquals(canvas.planes.indexOf(1), 256 + 16 * 2 + 14);
  assertEquals(canvas.planes.filter((value) => value > 0).length, 1);
});

Deno.test("fields of one plane are added to all colours, those of three to their own", () => {
  const plane = new Float64Array(256);
  plane[5] = 2;
  const planes = new Float64Array(768);
  planes[256 + 5] = 2;
  const at = (canvas: Canvas) => [5, 256 + 5, 512 + 5, 6].map((k) => canvas.planes[k]);
  assertEquals(at(new Canvas([0, 0, 0]).add(plane, 0.25)), [0.5, 0.5, 0.5, 0]);
  assertEquals(at(new Canvas([0, 0, 0]).add(planes, 0.25)), [0, 0.5, 0, 0]);
  assertEquals(at(new Canvas([0, 0, 0]).tint([1, 2, 3])), [1, 2, 3, 1]);
  assertEquals(at(new Canvas([1, 2, 3]).scale(2, 1)), [3, 5, 7, 3]);
});
