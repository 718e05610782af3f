import type { DataError, DataFault } from "../data_error.ts";
import { readJpeg } from "./_jpeg.ts";
import { readPng } from "./_png.ts";
import { readPpm } from "./_ppm.ts";
import type { Picture } from "./_resize.ts";

/** Makes the error for a fault of an image: the caller knows its file and row. */
export type Refuse = (fault: DataFault) => DataError;

/** The ends of the names that image files have; what they hold is known by their first bytes. */
export const IMAGE_FILE = /\.(ppm|png|jpe?g)$/i;

const FORMATS = [
  { magic: [0x50, 0x36], read: readPpm },
  { magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], read: readPng },
  { magic: [0xff, 0xd8], read: readJpeg },
];

/** Decodes a PPM, PNG or JPEG file. @throws {DataError} What `refuse` makes, if it is bad. */
export async function readPicture(bytes: Uint8Array, refuse: Refuse): Promise<Picture> {
  const format = FORMATS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte));
  if (format !== undefined) return await format.read(bytes, refuse);
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0"));
  const found = start.length === 0 ? "nothing" : `the bytes ${start.join(" ")}`;
  throw refuse({ offset: 0, expected: "the start of a PPM (P6), PNG or JPEG image", found });
}
