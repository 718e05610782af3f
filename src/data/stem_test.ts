import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fixture from "../../fixtures/data/stem.json" with { type: "json" };
import { STEM_WIDTH, stemFeatures } from "./stem.ts";

const pixels = Uint8Array.fromHex(fixture.map((image) => image.pixels).join(""));
const features = stemFeatures({ pixels, count: fixture.length });

fixture.forEach((image, n) => {
  Deno.test(`the stem's features are numpy's: image ${n}`, () => {
    const own = features.subarray(n * STEM_WIDTH, (n + 1) * STEM_WIDTH);
    const expected = image.features.split(" ").map(Number);
    assertEquals(expected.length, STEM_WIDTH);
    // Float32 of values below 8, which the modulus of a vanishing coefficient and log are too.
    expected.forEach((value, i) => assertAlmostEquals(own[i]!, value, 5e-7));
  });
});

Deno.test("an image's features do not depend on its neighbours", () => {
  const size = pixels.length / fixture.length;
  const alone = stemFeatures({ pixels: pixels.subarray(3 * size, 4 * size), count: 1 });
  assertEquals(alone, features.subarray(3 * STEM_WIDTH, 4 * STEM_WIDTH));
});

Deno.test("a gradient and its opposite fall into the same orientations", () => {
  const negative = stemFeatures({ pixels: pixels.map((p) => 255 - p), count: fixture.length });
  let moved = 0;
  features.forEach((value, i) => {
    if (i % STEM_WIDTH >= 192) assertAlmostEquals(negative[i]!, value, 5e-7);
    else moved = Math.max(moved, Math.abs(negative[i]! - value));
  });
  assert(moved > 1, "the colours must differ");
});

Deno.test("pixels that are not whole images are refused", () => {
  assertThrows(
    () => stemFeatures({ pixels: new Uint8Array(768), count: 2 }),
    RangeError,
    "must be 1536 bytes, found 768",
  );
});
