import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { poolImage } from "./_pool.ts";

const images = fc.integer({ min: 1, max: 4 }).chain((block) =>
  fc.uint8Array({ minLength: (14 * block) ** 2, maxLength: (14 * block) ** 2 })
);
const pool = (image: Uint8Array) => {
  const into = new Float32Array(196);
  poolImage(image, into);
  return into;
};
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b) / values.length;

Deno.test("pooling keeps the mean and scales 0..255 to [0, 1]", () => {
  fc.assert(fc.property(images, (image) => {
    assertAlmostEquals(mean(pool(image)), mean(image) / 255, 1e-7);
  }));
  assertEquals(new Set(pool(new Uint8Array(28 * 28).fill(255))), new Set([1]));
});

Deno.test("each pooled pixel is the mean of its own block", () => {
  const image = new Uint8Array(28 * 28);
  image.set([10, 20], 28 * 6 + 8); // rows 6 and 7, columns 8 and 9: pooled row 3, column 4
  image.set([30, 41], 28 * 7 + 8);
  const expected = new Float32Array(196);
  expected[3 * 14 + 4] = (10 + 20 + 30 + 41) / 4 / 255;
  assertEquals(pool(image), expected);
});

Deno.test("an image of 14 × 14 pixels is only scaled", () => {
  const image = Uint8Array.from({ length: 196 }, (_, i) => i);
  assertEquals(pool(image), Float32Array.from(image, (value) => value / 255));
});
