import { convertIndexedToRgb, decode, type DecodedPng } from "fast-png";
import type { Refuse } from "./_picture.ts";
import type { Picture } from "./_resize.ts";

/** More pixels than a photograph has, and few enough to be held. */
export const MOST_PIXELS = 2 ** 26;

const HEADER_END = 33;

/**
 * Reads a portable network graphic of any colour type and depth, checksums included.
 *
 * Samples of another depth than 8 bits are scaled to 0 to 255 and rounded. A picture that is
 * transparent anywhere is refused: what is seen through it is not in the file.
 */
export function readPng(bytes: Uint8Array, refuse: Refuse): Picture {
  checkChunks(bytes, refuse);
  try {
    return toPicture(decode(bytes, { checkCrc: true }), refuse);
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name === "DataError") throw cause;
    throw refuse({ expected: "a PNG that can be decoded", found: `"${cause.message}"`, cause });
  }
}

/** Walks from chunk to chunk, so that a cut file is refused at its end, before it is decoded. */
function checkChunks(bytes: Uint8Array, refuse: Refuse): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = "the end";
  if (bytes.length < HEADER_END) {
    throw refuse({ offset: bytes.length, expected: "a header of 33 bytes", found });
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) {
    const expected = `from 1 to ${MOST_PIXELS} pixels`;
    throw refuse({ offset: 16, expected, found: `${width} × ${height}` });
  }
  for (let at = 8, type = ""; type !== "IEND";) {
    const end = at + 12 <= bytes.length ? at + 12 + view.getUint32(at) : Infinity;
    type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length) {
      const expected = `a whole chunk from byte ${at} on`;
      throw refuse({ offset: bytes.length, expected, found });
    }
    at = end;
  }
}

function toPicture(png: DecodedPng, refuse: Refuse): Picture {
  const { width, height, depth, palette } = png;
  const pixels = width * height;
  const channels = palette ? palette[0]!.length : png.channels;
  const all = palette
    ? convertIndexedToRgb(png)
    : depth < 8
    ? unpack(png)
    : depth === 16
    ? Uint8Array.from(png.data, (value) => Math.floor((value + 128) / 257))
    : Uint8Array.from(png.data);
  if (all.length !== pixels * channels) {
    const expected = `${pixels * channels} samples`;
    throw refuse({ expected, found: `${all.length}` });
  }
  const colours = channels < 3 ? 1 : 3;
  const opaque = channels === colours ||
    all.every((value, i) => i % channels !== colours || value === 255);
  if (!opaque || png.transparency) {
    throw refuse({ expected: "an opaque image", found: "transparent pixels" });
  }
  if (channels === 2) {
    const data = all.filter((_, i) => i % 2 === 0);
    return { data, width, height, samples: 1 };
  }
  return { data: all, width, height, samples: channels as 1 | 3 | 4 };
}

/** Grey of 1, 2 or 4 bits, each row from a byte of its own. */
function unpack({ width, height, depth, data }: DecodedPng): Uint8Array {
  const stride = Math.ceil(width * depth / 8);
  const highest = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const bit = (i % width) * depth;
    const byte = data[Math.floor(i / width) * stride + (bit >> 3)]!;
    return ((byte >> (8 - depth - bit % 8)) & highest) * 255 / highest;
  });
}
