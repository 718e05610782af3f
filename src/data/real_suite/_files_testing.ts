import encodeJpeg, { init } from "@jsquash/jpeg/encode.js";
import { encode as encodePng } from "fast-png";
import { dirname, join } from "node:path";
import { writeIdxSet } from "../../../tests/idx_writer.ts";

/** One array of several. */
export function concatenated(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Red, green and blue samples, `[side, side, 3]`, that differ from one number to another. */
export function samples(side: number, number: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * 29 + number * 83) % 256);
}

export function ppmBytes(side: number, number: number): Uint8Array<ArrayBuffer> {
  return concatenated(
    new TextEncoder().encode(`P6\n${side} ${side}\n255\n`),
    samples(side, number),
  );
}

export function pngBytes(side: number, number: number): Uint8Array<ArrayBuffer> {
  const data = samples(side, number);
  return Uint8Array.from(encodePng({ width: side, height: side, channels: 3, data }));
}

let starting: Promise<void> | undefined;

export async function jpegBytes(side: number, number: number): Promise<Uint8Array<ArrayBuffer>> {
  await (starting ??= startEncoder());
  const rgb = samples(side, number);
  const data = Uint8ClampedArray.from(
    { length: side * side * 4 },
    (_, i) => i % 4 === 3 ? 255 : rgb[Math.floor(i / 4) * 3 + i % 4]!,
  );
  return new Uint8Array(await encodeJpeg(new ImageData(data, side, side)));
}

async function startEncoder(): Promise<void> {
  const url = import.meta.resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");
  await init({ wasmBinary: (await Deno.readFile(new URL(url))).buffer });
}

/** Labels of records; their pixels follow from their number. */
export function cifarBytes(labels: readonly number[]): Uint8Array<ArrayBuffer> {
  return concatenated(
    ...labels.flatMap((label, i) => [Uint8Array.of(label), samples(32, i)]),
  );
}

/** Writes a file and the folders that it needs. */
export async function write(path: string, content: Uint8Array | string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await Deno.writeFile(path, bytes);
}

/** `count` images of each class, in class folders, named as frames of tracks of two. */
export async function writeClasses(
  folder: string,
  { classes = ["a", "b", "c"], count = 8, picture = ppmBytes, end = "ppm" }: {
    readonly classes?: readonly string[];
    readonly count?: number;
    readonly picture?: (side: number, number: number) => Uint8Array | Promise<Uint8Array>;
    readonly end?: string;
  } = {},
): Promise<void> {
  for (const [c, name] of classes.entries()) {
    for (let i = 0; i < count; i++) {
      const file = `${`${i >> 1}`.padStart(5, "0")}_${`${i % 2}`.padStart(5, "0")}.${end}`;
      await write(join(folder, name, file), await picture(17, 100 * c + i));
    }
  }
}

/** A folder of four small sets: IDX, CIFAR, and class folders of PPM and PNG images. */
export async function writeSuite(dir: string): Promise<void> {
  await writeIdxSet(join(dir, "mnist"), { count: 100 });
  await write(join(dir, "cifar", "data_batch_1.bin"), cifarBytes(repeated(10, 60)));
  await write(join(dir, "cifar", "test_batch.bin"), cifarBytes(repeated(10, 20)));
  await writeClasses(join(dir, "GTSRB", "Final_Training", "Images"), { count: 12 });
  await writeClasses(join(dir, "dtd", "images"), { picture: pngBytes, end: "png" });
}

/** 0, 1, …, below − 1, 0, 1, … */
export function repeated(below: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => i % below);
}
