import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { IMAGE_BYTES, resize } from "./_resize.ts";

function resized(data: number[], [width, height]: [number, number], samples: 1 | 3 | 4) {
  const into = new Uint8Array(IMAGE_BYTES);
  resize({ data: Uint8Array.from(data), width, height, samples }, into);
  return Array.from({ length: 256 }, (_, i) => [...into.subarray(3 * i, 3 * i + 3)]);
}

Deno.test("32 × 32 gives the means of blocks of four, halves rounded up", () => {
  // The block of row r and column c holds r + c three times and r + c + 2 once: its mean is
  // r + c + 1/2.
  const data = Array.from({ length: 32 * 32 }, (_, i) => {
    const [y, x] = [Math.floor(i / 32), i % 32];
    return (y >> 1) + (x >> 1) + (y % 2 && x % 2 ? 2 : 0);
  });
  const image = resized(data, [32, 32], 1);
  assertEquals(image[0], [1, 1, 1]);
  assertEquals(image[5 * 16 + 9], [15, 15, 15]);
});

Deno.test("24 × 24 counts pixels that are covered in part in proportion", () => {
  // A new pixel covers 1.5 old ones either way: 1 and 1/2, or 1/2 and 1. With 90 in the first
  // column and 30 in the second: (90 + 15)/1.5 = 70, then (15 + 0)/1.5 = 10.
  const data = Array.from({ length: 24 * 24 }, (_, i) => i % 24 === 0 ? 90 : i % 24 === 1 ? 30 : 0);
  const image = resized(data, [24, 24], 1);
  assertEquals(image.slice(0, 3).map(([grey]) => grey), [70, 10, 0]);
  assertEquals(image.slice(240, 243).map(([grey]) => grey), [70, 10, 0]);
});

Deno.test("of 18 × 16 the first and last columns are cut, of 16 × 17 the last row", () => {
  const wide = Array.from({ length: 18 * 16 }, (_, i) => i % 18);
  assertEquals(resized(wide, [18, 16], 1).slice(0, 16).map(([grey]) => grey)[0], 1);
  assertEquals(resized(wide, [18, 16], 1)[15], [16, 16, 16]);
  const high = Array.from({ length: 16 * 17 }, (_, i) => Math.floor(i / 16));
  assertEquals(resized(high, [16, 17], 1)[255], [15, 15, 15]);
});

Deno.test("colours stay apart, a fourth byte is ignored, and one pixel fills the image", () => {
  assertEquals(resized([9, 8, 7], [1, 1], 3), Array(256).fill([9, 8, 7]));
  assertEquals(resized([9, 8, 7, 255], [1, 1], 4), Array(256).fill([9, 8, 7]));
});

Deno.test("two pixels a side become four quarters", () => {
  const image = resized([10, 20, 30, 40], [2, 2], 1);
  assertEquals([0, 7, 8, 127, 128, 255].map((i) => image[i]![0]), [10, 10, 20, 20, 30, 40]);
});

Deno.test("an image of one colour keeps it, and no pixel leaves the range of the old ones", () => {
  const size = fc.integer({ min: 1, max: 70 });
  fc.assert(
    fc.property(size, size, fc.infiniteStream(fc.nat(255)), (width, height, stream) => {
      const data = [...stream.take(width * height)];
      const image = resized(data, [width, height], 1).flat();
      assertEquals(Math.min(...image) >= Math.min(...data), true);
      assertEquals(Math.max(...image) <= Math.max(...data), true);
      const one = resized(data.map(() => data[0]!), [width, height], 1).flat();
      assertEquals(new Set(one), new Set([data[0]!]));
    }),
    { numRuns: 40 },
  );
});
