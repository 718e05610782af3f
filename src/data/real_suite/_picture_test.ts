import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { encode as encodePng, type ImageData } from "fast-png";
import fc from "fast-check";
import { DataError } from "../mod.ts";
import { concatenated, jpegBytes, pngBytes, ppmBytes, samples } from "./_files_testing.ts";
import { readPicture } from "./_picture.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => readPicture(bytes, (fault) => new DataError("image", fault));
const refused = async (bytes: Uint8Array, says: string) => {
  const error = await assertRejects(() => read(bytes), DataError);
  assertEquals(error.message, `Cannot use 'image'${says}.`);
};
const ppm = (header: string, ...data: number[]) =>
  concatenated(ascii(header), Uint8Array.from(data));

Deno.test("PPM: comments, any white space, and samples of any depth", async () => {
  const plain = await read(ppm("P6 # a comment\n2\t1 #x\r\n255\n", 1, 2, 3, 250, 251, 10));
  assertEquals(plain.width, 2);
  assertEquals([...plain.data], [1, 2, 3, 250, 251, 10]);
  // 7/15 of 255 is 119; 1/2 of it, rounded up, is 128.
  assertEquals([...(await read(ppm("P6 1 1 15\n", 7, 15, 0))).data], [119, 255, 0]);
  assertEquals([...(await read(ppm("P6 1 1 2\n", 1, 2, 0))).data], [128, 255, 0]);
  assertEquals([...(await read(ppm("P6 1 1 65535\n", 255, 255, 128, 0, 0, 128))).data], [
    255,
    128,
    0,
  ]);
});

Deno.test("PPM: LF that became CR LF is put back if the pixels are then complete", async () => {
  const header = "P6\r\n2 1\r\n255\r\n";
  assertEquals([...(await read(ppm(header, 1, 13, 10, 3, 4, 5, 6))).data], [1, 10, 3, 4, 5, 6]);
  assertEquals([...(await read(ppm(header, 1, 2, 3, 4, 5, 6))).data], [1, 2, 3, 4, 5, 6]);
  await refused(
    ppm(header, 1, 13, 10, 4, 5, 6),
    " at byte 19: expected 6 bytes of 2 × 1 pixels from byte 13 on, found 5 once CR LF is LF again",
  );
});

Deno.test("PPM: what is wrong is named with its place", async () => {
  const number = (name: string, most = 65535) =>
    `expected its ${name}, a number from 1 to ${most} with white space after it`;
  await refused(ppm("P6 0 1 255\n"), ` at byte 3: ${number("width")}, found "0 "`);
  await refused(ppm("P6 2 x 255\n"), ` at byte 5: ${number("height")}, found "x"`);
  await refused(ppm("P6 2 1 70000\n"), ` at byte 7: ${number("highest sample")}, found "70000\\n"`);
  await refused(ppm("P6 2"), " at byte 4: expected a header up to its width, found the end");
  const pixels = "expected 6 bytes of 2 × 1 pixels from byte 11 on";
  await refused(ppm("P6 2 1 255\n", 1, 2, 3, 4, 5), ` at byte 16: ${pixels}, found 5`);
  await refused(ppm("P6 2 1 255\n", 1, 2, 3, 4, 5, 6, 7), ` at byte 17: ${pixels}, found 7`);
  await refused(
    ppm("P6 1 1 9\n", 1, 2, 10),
    " at byte 11: expected a sample of at most 9, found 10",
  );
});

Deno.test("PNG: grey, colour, palettes and 16 bits give bytes", async () => {
  const png = (image: Partial<ImageData>) =>
    read(encodePng({ width: 2, height: 1, data: new Uint8Array(), ...image } as ImageData));
  const of = async (image: Partial<ImageData>) => {
    const { data, samples } = await png(image);
    return [samples, ...data];
  };
  assertEquals(await of({ channels: 1, data: Uint8Array.of(7, 9) }), [1, 7, 9]);
  assertEquals(await of({ channels: 2, data: Uint8Array.of(7, 255, 9, 255) }), [1, 7, 9]);
  assertEquals(await of({ channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }), [
    3,
    1,
    2,
    3,
    4,
    5,
    6,
  ]);
  const rgba = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255);
  assertEquals(await of({ channels: 4, data: rgba }), [4, ...rgba]);
  // 128/257 is below one half, 129/257 above.
  assertEquals(await of({ channels: 1, depth: 16, data: Uint16Array.of(128, 65535) }), [1, 0, 255]);
  assertEquals(await of({ channels: 1, depth: 16, data: Uint16Array.of(129, 0) }), [1, 1, 0]);
  assertEquals(await of({ channels: 1, depth: 1, data: Uint8Array.of(0b01000000) }), [1, 0, 255]);
  assertEquals(await of({ channels: 1, depth: 4, data: Uint8Array.of(0x1f) }), [1, 17, 255]);
  const palette: [number, number, number][] = [[1, 2, 3], [4, 5, 6]];
  const indexed = { channels: 1, depth: 1, palette, data: Uint8Array.of(0b10000000) } as const;
  assertEquals(await of(indexed), [3, 4, 5, 6, 1, 2, 3]);
});

Deno.test("PNG: transparent pixels, no pixels, a changed byte and a cut end are refused", async () => {
  const clear = encodePng({ width: 1, height: 1, channels: 4, data: Uint8Array.of(1, 2, 3, 254) });
  await refused(clear, ": expected an opaque image, found transparent pixels");
  const good = pngBytes(5, 1);
  await refused(good.with(19, 0), " at byte 16: expected from 1 to 67108864 pixels, found 0 × 5");
  await refused(good.slice(0, 20), " at byte 20: expected a header of 33 bytes, found the end");
  await refused(
    good.slice(0, 50),
    " at byte 50: expected a whole chunk from byte 33 on, found the end",
  );
  const error = await assertRejects(() => read(good.with(45, good[45]! ^ 1)), DataError);
  assert(/CRC mismatch|decompress/.test(error.found), error.found);
});

Deno.test("JPEG: a smooth image comes back nearly as it was", async () => {
  const { init, default: encode } = await import("@jsquash/jpeg/encode.js");
  await jpegBytes(1, 1);
  assert(init);
  const data = Uint8ClampedArray.from({ length: 32 * 16 * 4 }, (_, i) => {
    const [x, c] = [(i >> 2) % 32, i % 4];
    return c === 3 ? 255 : c === 0 ? 8 * x : 128;
  });
  const bytes = new Uint8Array(await encode(new ImageData(data, 32, 16), { quality: 100 }));
  const { width, height, samples, data: back } = await read(bytes);
  assertEquals([width, height, samples], [32, 16, 4]);
  back.forEach((value, i) => assertAlmostEquals(value, data[i]!, 6, `byte ${i}`));
});

Deno.test("JPEG: images asked for at once do not answer for one another", async () => {
  const good = await jpegBytes(16, 1);
  const results = await Promise.allSettled([good, good.slice(0, -30), good].map(read));
  assertEquals(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
  await refused(
    good.slice(0, -30),
    ': expected a JPEG that can be decoded whole, found "Premature end of JPEG file"',
  );
});

Deno.test("other bytes are no image", async () => {
  const expected = " at byte 0: expected the start of a PPM (P6), PNG or JPEG image";
  await refused(ascii("GIF89a"), `${expected}, found the bytes 47 49 46 38`);
  await refused(new Uint8Array(), `${expected}, found nothing`);
});

for (
  const [name, bytes] of [
    ["PPM", ppmBytes(9, 1)],
    ["PNG", pngBytes(9, 1)],
    ["JPEG", await jpegBytes(9, 1)],
  ] as const
) {
  Deno.test(`${name}: cut anywhere, it is refused as bad data; changed, never worse`, async () => {
    const { data } = await read(bytes);
    assertEquals(name === "JPEG" || samples(9, 1).every((value, i) => value === data[i]), true);
    for (let length = 0; length < bytes.length; length++) {
      await assertRejects(() => read(bytes.slice(0, length)), DataError, "Cannot use", `${length}`);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        try {
          await read(bytes.with(at, value));
        } catch (error) {
          assert(error instanceof DataError, `${error}`);
        }
      }),
      { numRuns: 150 },
    );
  });
}
