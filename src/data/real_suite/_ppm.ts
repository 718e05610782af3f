import type { Refuse } from "./_picture.ts";
import type { Picture } from "./_resize.ts";

const SPACES = [9, 10, 11, 12, 13, 32];
const [NEWLINE, RETURN, HASH] = [10, 13, 35];

/** Longer sides are no photograph's; the product of two is exact in float64. */
const LONGEST = 65535;

/**
 * Reads a binary portable pixmap, https://netpbm.sourceforge.net/doc/ppm.html, of one image.
 *
 * Samples of another depth than 8 bits are scaled to 0 to 255 and rounded, halves up. Copies of
 * GTSRB are about in which a version control took some files for text and wrote CR LF for every LF:
 * where the header's lines end so, LF is put back, and the pixels must then be as many as they say.
 */
export function readPpm(bytes: Uint8Array, refuse: Refuse): Picture {
  const { width, height, highest, start } = readHeader(bytes, refuse);
  const wide = highest > 255 ? 2 : 1;
  const needed = width * height * 3 * wide;
  const asText = isLineEnd(bytes, 2) && isLineEnd(bytes, start - 1);
  const raw = asText ? withLineFeeds(bytes.subarray(start + 1)) : bytes.subarray(start);
  if (raw.length !== needed) {
    const expected = `${needed} bytes of ${width} × ${height} pixels from byte ${start} on`;
    const found = `${raw.length}${asText ? " once CR LF is LF again" : ""}`;
    throw refuse({ offset: Math.min(start + needed, bytes.length), expected, found });
  }
  if (highest === 255) return { data: raw, width, height, samples: 3 };
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const value = wide === 1 ? raw[i]! : raw[2 * i]! * 256 + raw[2 * i + 1]!;
    if (value <= highest) return Math.floor((value * 510 + highest) / (2 * highest));
    const expected = `a sample of at most ${highest}`;
    throw refuse({ offset: start + i * wide, expected, found: `${value}` });
  });
  return { data, width, height, samples: 3 };
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly highest: number;
  /** Where the pixels start, in bytes: after one character of white space. */
  readonly start: number;
}

function readHeader(bytes: Uint8Array, refuse: Refuse): Header {
  let at = 2;
  const number = (name: string, most: number): number => {
    while (at < bytes.length && (SPACES.includes(bytes[at]!) || bytes[at] === HASH)) {
      if (bytes[at++] === HASH) { while (at < bytes.length && bytes[at++] !== NEWLINE); }
    }
    const start = at;
    let value = 0;
    while (at < bytes.length && bytes[at]! >= 48 && bytes[at]! <= 57) {
      value = value * 10 + bytes[at++]! - 48;
    }
    if (at === bytes.length) {
      throw refuse({ offset: at, expected: `a header up to its ${name}`, found: "the end" });
    }
    if (at > start && value >= 1 && value <= most && SPACES.includes(bytes[at]!)) return value;
    const expected = `its ${name}, a number from 1 to ${most} with white space after it`;
    const found = JSON.stringify(
      String.fromCharCode(...bytes.subarray(start, at + 1).slice(0, 20)),
    );
    throw refuse({ offset: start, expected, found });
  };
  const width = number("width", LONGEST), height = number("height", LONGEST);
  const highest = number("highest sample", 65535);
  return { width, height, highest, start: at + 1 };
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === RETURN && bytes[at + 1] === NEWLINE;
}

function withLineFeeds(bytes: Uint8Array): Uint8Array {
  return bytes.filter((_, i) => !isLineEnd(bytes, i));
}
